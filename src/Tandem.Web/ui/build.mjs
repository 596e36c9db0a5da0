// Bundles the pages' one stylesheet and one script, copies the icons, and names every file after its content, so that a
// browser may keep it for ever. The server takes the files into its own executable and finds them by their plain names.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import subsetFont from "subset-font";

const out = "../wwwroot/dist";

// The letters of most pages, in the weights that the stylesheet uses: 28 of 73 kB, so that the first page is small. Everything else
// comes with the second font, which a browser asks for when a page has such a letter. The same ranges stand in tandem.css.
const letters = [
  [0x20, 0x7e], [0xa0, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2bb, 0x2bc], [0x2c6, 0x2c6], [0x2da, 0x2da], [0x2dc, 0x2dc],
  [0x2002, 0x200a], [0x2010, 0x2015], [0x2018, 0x201e], [0x2020, 0x2022], [0x2026, 0x2026], [0x202f, 0x2030], [0x2039, 0x203a],
  [0x2044, 0x2044], [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2190, 0x2193], [0x2212, 0x2212], [0x2215, 0x2215],
];
const weights = { min: 400, max: 600, default: 400 };
const inter = "node_modules/@fontsource-variable/inter/files";
const fonts = "node_modules/.fonts";
const icons = [
  "arrow-down", "arrow-right", "arrow-up", "book-open", "calendar", "check", "chevron-right", "circle-alert", "circle-check", "clock",
  "copy", "download", "ellipsis", "file-check", "filter", "flag", "gift", "git-branch", "hand-coins", "handshake", "hourglass", "inbox",
  "info", "key-round", "layout-grid", "list-checks", "lock", "log-out", "mail", "menu", "message-square", "monitor", "moon", "pencil",
  "plus", "printer", "scale", "search", "send", "settings", "shield", "smartphone", "star", "sun", "target", "trash-2", "undo-2",
  "upload", "user", "users", "x",
];

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await mkdir(fonts, { recursive: true });
await writeFile(`${fonts}/inter.woff2`, await subsetFont(
  await readFile(`${inter}/inter-latin-wght-normal.woff2`),
  letters.map(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join("")).join(""),
  { targetFormat: "woff2", variationAxes: { wght: weights } }));
await build({
  entryPoints: ["src/tandem.css", "src/tandem.ts", "src/access.ts"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  supported: { nesting: true },
  entryNames: "[name].[hash]",
  assetNames: "[name].[hash]",
  loader: { ".woff2": "file" },
  legalComments: "inline",
  logLevel: "warning",
});
await keep("icons", "svg", await sprite());
await keep("icon", "svg", await readFile("src/icon.svg", "utf8"));

async function sprite() {
  const symbols = await Promise.all(icons.map(async name => {
    const svg = await readFile(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
    const drawing = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.replace(/\s+/g, " ").trim()}</symbol>`;
  }));
  const licence = await readFile("node_modules/lucide-static/LICENSE", "utf8");
  return `<!-- Icons: lucide\n${licence.replace(/--+/g, "-")}-->\n<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

async function keep(name, extension, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  await writeFile(`${out}/${name}.${hash}.${extension}`, text);
}

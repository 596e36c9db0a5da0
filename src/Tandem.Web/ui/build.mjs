// Bundles the pages' one stylesheet and one script, copies the icons, and names every file after its content, so that a
// browser may keep it for ever. The server takes the files into its own executable and finds them by their plain names.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const out = "../wwwroot/dist";
const icons = [
  "arrow-down", "arrow-right", "arrow-up", "book-open", "calendar", "check", "chevron-right", "circle-alert", "circle-check", "clock",
  "copy", "download", "ellipsis", "file-check", "filter", "flag", "gift", "git-branch", "hand-coins", "handshake", "hourglass", "inbox",
  "info", "key-round", "layout-grid", "list-checks", "lock", "log-out", "mail", "menu", "message-square", "monitor", "moon", "pencil",
  "plus", "printer", "scale", "search", "send", "settings", "shield", "smartphone", "star", "sun", "target", "trash-2", "undo-2",
  "upload", "user", "users", "x",
];

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
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

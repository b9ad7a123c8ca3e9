// What a code means, for somebody who has just met it.

import type { CodeInfo } from "../../src/document/code-info.ts";
import type { Code } from "../../src/document/diagnostic.ts";
import { isFixed } from "../../src/validate/severities.ts";
import type { TextLayout } from "./diagnostics.ts";
import { sampleText } from "./sample.ts";
import { wrap } from "./width.ts";

/** Where no terminal says its width. */
const plainColumns = 80;

/** Gives the explanation: what, why, who asks for it, what sets it off, how to mend it, how to turn it off. */
export function explainText(code: Code, info: CodeInfo, { palette, columns = plainColumns }: TextLayout): string {
  const { severity, title, rationale, spec, good, bad } = info;
  const word = severity === "info" ? "note" : severity;
  const paragraph = (text: string): string[] => wrap(text, columns - 2).map((line) => `  ${line}`);
  const changed = bad === undefined || good === undefined ? undefined : palette[severity];
  const head = `${palette.strong(code)} · ${palette[severity](word)}`;
  const fits = `${code} · ${word} · ${title}`.length <= columns;
  const lines = [
    ...(fits ? [`${head} · ${title}`] : [head, ...wrap(title, columns)]),
    "",
    ...paragraph(rationale),
    ...(spec === undefined
      ? ["", ...paragraph("No specification asks for it: it is our own choice.")]
      : ["", ...paragraph(`Asked for by ${spec}`)]),
    ...(bad === undefined ? [] : ["", "  This document sets it off:", "", ...marked(bad, good, changed)]),
    ...(good === undefined ? [] : ["", "  This one does not:", "", ...marked(good, bad, changed && palette.good)]),
    "",
    ...offLines(code, info),
  ];
  return `${lines.join("\n")}\n`;
}

/** The lines of a sample; a mark stands before those that the other sample does not have. */
function marked(sample: unknown, other: unknown, paint: ((text: string) => string) | undefined): string[] {
  const bare = (line: string): string => line.trim().replace(/,$/, "");
  const same = new Set(other === undefined ? [] : sampleText(other).split("\n").map(bare));
  return sampleText(sample)
    .split("\n")
    .map((line) => (paint !== undefined && !same.has(bare(line)) ? `  ${paint(`> ${line}`)}` : `    ${line}`));
}

function offLines(code: Code, { severity }: CodeInfo): string[] {
  if (isFixed({ code, severity })) return ["It cannot be turned off: nothing can be said of a document beyond it."];
  // Only what asks a server sees how it answers.
  const command = /^(?:http|check|live)\//.test(code) ? "check example.com" : "validate";
  return [`Turn it off: mcp-discover ${command} --off ${code}`];
}

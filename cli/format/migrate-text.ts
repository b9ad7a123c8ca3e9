// What became of an older document, as talk for people; the document itself goes to stdout.

import type { Note, Reason } from "../../src/dialects/dialect.ts";
import type { MigratedCard } from "../../src/dialects/finish.ts";
import { serverCardUrl } from "../../src/discover/server-card-url.ts";
import { printable } from "../../src/document/printable.ts";
import { readUrl } from "../../src/text/read-url.ts";
import type { Migrated } from "../migrated.ts";
import type { TextLayout } from "./diagnostics.ts";
import { kindNames } from "./kinds.ts";
import { wrap } from "./width.ts";
import { count } from "./words.ts";

/** At most this many remarks of one sort, and lines of one diff, are told: JSON has all. */
const maxTold = 20;
const maxDiffLines = 400;

/** Where remarks begin. */
const indent = 12;

/** Formats what was made up, what was dropped, what to look at, and what to do next. */
export function migrateText(result: Migrated, layout: TextLayout): string {
  const { migration, diffs } = result;
  const { cards, notes, reasons } = migration;
  const { palette } = layout;
  const lines = [
    `${palette.strong(sourceName(result))} · ${kindNames[migration.kind]} ${outcome(result, layout)}`,
    "",
    ...cards.flatMap((card) => cardLines(card, cards.length > 1, layout)),
    ...remarks("changed", notes, layout),
    ...remarks("no card", reasons.map(withCode), layout),
  ];
  const ended = lines.at(-1) === "" ? lines : [...lines, ""];
  return [...ended, ...diffs.flatMap((diff) => diffLines(diff, layout)), ...nextLines(result), ""].join("\n");
}

function sourceName({ source }: Migrated): string {
  return source === "-" ? "standard input" : printable(source);
}

function outcome({ answer, unchanged, migration }: Migrated, { palette }: TextLayout): string {
  if (answer === undefined) return `· ${palette.error("nothing can be made of it")}`;
  if (unchanged) return `· ${palette.good("nothing to change")}`;
  const { cards, kind } = migration;
  if (kind.endsWith("-catalog")) return `→ ${palette.good("AI Catalog 1.0")}`;
  if (cards.length > 1) return `→ ${palette.good(count(cards.length, "Server Card"))} v1 in an AI Catalog`;
  return `→ ${palette.good("Server Card v1")}`;
}

function cardLines(card: MigratedCard, several: boolean, layout: TextLayout): string[] {
  const { synthesized, dropped, warnings } = card;
  const made = Object.entries(card.card)
    .filter(([member]) => synthesized.includes(member))
    .map(([member, value]) => ({ pointer: `/${member}`, message: `"${String(value)}": the document states none` }));
  const name = `  ${layout.palette.strong(printable(`${card.card.name} ${card.card.version}`))}  from ${printable(card.pointer)}`;
  return [
    ...(several ? [name] : []),
    ...remarks("made up", made, layout),
    ...remarks("dropped", dropped, layout),
    ...remarks("warning", warnings, layout),
    ...(several ? [""] : []),
  ];
}

function withCode({ pointer, message, code }: Reason): Note {
  return { pointer, message: `${message} (${code})` };
}

function remarks(word: string, notes: readonly Note[], { columns }: TextLayout): string[] {
  const told = notes
    .slice(0, maxTold)
    .map(({ pointer, message }) => printable([pointer, message].filter(Boolean).join("  ")));
  if (notes.length > maxTold) told.push(`and ${count(notes.length - maxTold, "more remark")}: --format json has all`);
  const lines = told.flatMap((text) => (columns === undefined ? [text] : wrap(text, columns - indent)));
  return lines.map((line, index) => `  ${(index === 0 ? word : "").padEnd(indent - 2)}${line}`);
}

function diffLines(diff: string, { palette }: TextLayout): string[] {
  const lines = diff.split("\n").slice(0, -1);
  const shown = lines.slice(0, maxDiffLines).map((line) => {
    if (line.startsWith("+")) return palette.good(line);
    return line.startsWith("-") ? palette.error(line) : line;
  });
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`${count(more, "more line")} of the diff: --format json has all`] : []), ""];
}

/** What to do with the answer, or about there being none. */
function nextLines(result: Migrated): string[] {
  const { answer, migration, unchanged, isHybrid } = result;
  const [only] = migration.cards;
  if (answer === undefined && migration.reasons.some(({ code }) => code === "relative-endpoint"))
    return ["Say where the document was served: --url https://…"];
  if (answer === undefined || unchanged) return [];
  if (only === undefined || migration.cards.length > 1 || migration.kind.endsWith("-catalog"))
    return ["Serve it at /.well-known/ai-catalog.json."];
  const older = isHybrid ? ["The file for older clients goes to /.well-known/mcp/server-card.json."] : [];
  return [...placeLines(only), ...older];
}

/** The reserved place of the card, where its endpoint is known, and the entry that lists it. */
function placeLines({ card, entry: { identifier, type } }: MigratedCard): string[] {
  const endpoint = card.remotes?.map((remote) => remote.url).find((url) => !/[{}]/.test(url));
  if (endpoint === undefined || readUrl(endpoint) === undefined)
    return ["mcp-discover publish writes the card and the catalog that lists it."];
  const url = serverCardUrl(endpoint);
  const entry = JSON.stringify({ identifier, type, url }, null, 2).split("\n");
  return [
    `Serve the card at ${printable(url)}, and list it in /.well-known/ai-catalog.json:`,
    ...entry.map((line) => `  ${printable(line)}`),
    "mcp-discover publish writes both.",
  ];
}

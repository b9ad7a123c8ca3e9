// Writes docs/hosting.md from the table of hosts: what to write for a card and a catalog, and what surprises people.

import { cardMediaType, catalogMediaType } from "../dist/src/document/card.js";
import { hostings } from "../dist/src/hosting/hostings.js";
import { allNeeds, needs } from "../dist/src/hosting/need.js";

const wants = [
  { path: "/mcp/server-card", mediaType: cardMediaType, needs: allNeeds },
  { path: "/.well-known/ai-catalog.json", mediaType: catalogMediaType, needs: allNeeds },
];

const proofs = {
  run: "run: the lines below are tested on the real server",
  parsed: "read: the host's own parser reads the settings in a test; the rest is by its documentation",
  documented: "by its documentation and what people report: nothing of it was run",
};

const capital = (clause) => `${clause[0].toUpperCase()}${clause.slice(1)}`;

/** A clause is plain text: what Markdown would read as a tag or as emphasis is escaped. Pitfalls and sentences are Markdown. */
const prose = (clause) => capital(clause).replace(/[<*_]/g, "\\$&");

function part(each) {
  if ("where" in each) {
    const text = each.text === "" ? [] : [`\`\`\`text\n${each.text.trimEnd()}\n\`\`\``];
    return [`${prose(each.where)}${text.length > 0 ? ":" : "."}`, ...text];
  }
  if ("given" in each) return [`${prose(each.given)}. Where that is missing, ${each.ifMissing}.`];
  return [`${prose(each.cannot)}. ${prose(each.instead)}.`];
}

function section({ title, proof, documentation, pitfalls, advise }) {
  return [
    `## ${title}`,
    `*${capital(proofs[proof])}.* [Its documentation](${documentation}).`,
    ...advise(wants).flatMap(part),
    pitfalls.map((pitfall) => `- ${pitfall}`).join("\n"),
  ].join("\n\n");
}

/** The text of docs/hosting.md. */
export function hostingPage() {
  const rows = allNeeds.map((need) => `| [\`${need}\`](${needs[need].spec}) | ${needs[need].sentence} |`);
  return `${[
    "# Serving cards and catalogs",
    "<!-- Generated from src/hosting by scripts/generate.mjs: do not edit. -->",
    "What readers need of the answers to GET, HEAD and OPTIONS, and how nine hosts are told. The lines are for a card at `/mcp/server-card`, the reserved path beside an endpoint `/mcp`, and for the catalog at `/.well-known/ai-catalog.json`. Another document needs the same with its own path and media type.",
    ["| need | what must be true |", "|---|---|", ...rows].join("\n"),
    ...Object.values(hostings).map(section),
  ].join("\n\n")}\n`;
}

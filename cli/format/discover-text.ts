// What a discovery found, as text for people: the answer first, then each server with who says so.

import type { CatalogFound, Discovery, ServerFound } from "../../src/discover/discovery.ts";
import { printable } from "../../src/document/printable.ts";
import type { Failure } from "../../src/http/exchange.ts";
import { diagnosticsText, type TextLayout, tally, tallyText } from "./diagnostics.ts";
import { kindNames } from "./kinds.ts";
import { hostOf } from "./url-host.ts";
import { count, duration } from "./words.ts";

/** Formats a discovery. With `quiet`, only what is wrong. */
export function discoverText(found: Discovery, layout: TextLayout, options: { readonly quiet: boolean }): string {
  const { quiet } = options;
  const servers = quiet ? found.servers.filter(({ report }) => !report.valid) : found.servers;
  const lines = [
    ...(quiet ? [] : [headline(found, layout), ""]),
    ...servers.flatMap((server) => [...serverLines(server, layout), ""]),
    ...catalogLines(found, layout, quiet),
    ...failureLines(found.failures, layout),
    ...(found.unasked.length > 0
      ? [`${count(found.unasked.length, "listed URL")} not asked: the budget was spent`, ""]
      : []),
    ...(quiet ? [] : [next(found)]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function headline({ target, outcome, servers, requests, durationMs }: Discovery, { palette }: TextLayout): string {
  const name = printable(target);
  const spent = palette.faint(`   (${count(requests, "request")}, ${duration(durationMs)})`);
  if (outcome === "failed") return `${palette.error(`could not find out what ${name} publishes`)}${spent}`;
  if (outcome === "none") return `${palette.strong(`${name} publishes no MCP servers that can be found`)}${spent}`;
  const invalid = servers.filter(({ report }) => !report.valid).length;
  const bad =
    invalid === 0 ? "" : `, ${servers.length === 1 ? "with an invalid card" : `${invalid} with an invalid card`}`;
  return `${palette.strong(`${name} publishes ${count(servers.length, "MCP server")}${bad}`)}${spent}`;
}

function serverLines(server: ServerFound, layout: TextLayout): string[] {
  const { palette } = layout;
  const { report, card, cardAt, inline } = server;
  const name =
    card === undefined
      ? `a document that is no valid card (${kindNames[report.kind]})`
      : `${printable(card.name)} ${printable(card.version)}`;
  const findings = tallyText(tally(report.diagnostics));
  const verdict = report.valid ? palette.good("valid") : palette.error("invalid");
  const place = inline ? "card inside the catalog" : printable(cardAt);
  return [
    `  ${palette.strong(name)} · ${verdict}${findings === "" ? "" : `, ${findings}`}`,
    `    ${chain(server)}`,
    `    ${palette.faint(place)}`,
    ...(report.diagnostics.length === 0
      ? []
      : [
          "",
          ...diagnosticsText(report, layout)
            .slice(0, -1)
            .map((line) => (line === "" ? "" : `  ${line}`)),
        ]),
  ];
}

/** Who lists it, who serves the card, and who gets the traffic: three parties that need not be one. */
function chain({ listedBy, cardAt, trafficTo, card }: ServerFound): string {
  const hosts = [...new Set(trafficTo.map(hostOf))];
  const traffic =
    hosts.length === 0 ? (card === undefined ? "" : "no remote endpoint") : `traffic to ${hosts.join(", ")}`;
  const parts = [listedBy === undefined ? "" : `listed by ${hostOf(listedBy)}`, `card at ${hostOf(cardAt)}`, traffic];
  return parts.filter((part) => part !== "").join(" → ");
}

function catalogLines({ catalogs }: Discovery, layout: TextLayout, quiet: boolean): string[] {
  const shown = quiet ? catalogs.filter(({ report }) => !report.valid) : catalogs;
  return shown.flatMap((catalog) => {
    const { report } = catalog;
    const spoken = catalog.answer === undefined || catalog.answer.status === 200;
    const findings = spoken && report.diagnostics.length > 0 ? ["", ...diagnosticsText(report, layout)] : [""];
    return [catalogLine(catalog, layout), ...findings];
  });
}

function catalogLine({ url, report, answer }: CatalogFound, { palette }: TextLayout): string {
  const status = answer === undefined ? "inline" : String(answer.status);
  if (answer !== undefined && answer.status !== 200) return `${palette.faint(status)} ${printable(url)}`;
  const verdict = report.valid ? palette.good("valid") : palette.error("invalid");
  const findings = tallyText(tally(report.diagnostics));
  return `${palette.faint(status)} ${printable(url)} · ${kindNames[report.kind]} · ${verdict}${findings === "" ? "" : `, ${findings}`}`;
}

function failureLines(failures: readonly Failure[], { palette }: TextLayout): string[] {
  if (failures.length === 0) return [];
  return [
    ...failures.flatMap(({ code, message, url }) => [
      `${palette.error("no answer")} ${printable(url)}`,
      `  ${code}: ${printable(message)}`,
    ]),
    "",
  ];
}

function next({ outcome, servers, failures, target }: Discovery): string {
  if (outcome === "failed")
    return afterFailure(failures, "Try again later, or ask a URL of it directly: mcp-discover validate URL");
  if (outcome === "none") {
    return "Publish a card there: mcp-discover publish server-card.json --out FOLDER";
  }
  const clean = failures.length === 0 && servers.every(({ report }) => report.diagnostics.length === 0);
  if (!clean) return "Mend what is listed above and run this again";
  const [only] = servers;
  return only === undefined
    ? `${printable(target)} has a catalog that lists no card`
    : "The whole cards: the same command with --format json";
}

/** What to do where nothing could be found out: `again`, but what may not be asked now may not be asked later either. */
export function afterFailure(failures: readonly Failure[], again: string): string {
  const forbidden = failures.every(({ code }) => code === "forbidden-url" || code === "forbidden-address");
  return forbidden ? "Name a public host" : again;
}

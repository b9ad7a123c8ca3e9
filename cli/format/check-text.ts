// What a check found, as text: the answer first, then where, what, how it is delivered and for whom, and what to do.

import type { Check } from "../../src/check/check.ts";
import type { Diagnostic, Severity } from "../../src/document/diagnostic.ts";
import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import type { LiveAnswer } from "../live-check.ts";
import { adviceLines } from "./check-advice.ts";
import { consumerLines } from "./check-consumers.ts";
import { pathLines } from "./check-paths.ts";
import { diagnosticsText, type TextLayout, tally, tallyText } from "./diagnostics.ts";
import { afterFailure } from "./discover-text.ts";
import { liveLines } from "./live-text.ts";
import { hostOf } from "./url-host.ts";
import { wrap } from "./width.ts";
import { count, duration } from "./words.ts";

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** URLs that are listed below one finding. */
const maxUrls = 3;

/** Everything that is wrong, whatever part of the check found it. */
export function allFindings(found: Check, live: readonly LiveAnswer[] = []): readonly Diagnostic[] {
  return [
    ...found.documents.flatMap(({ report, delivery }) => [...report.diagnostics, ...delivery]),
    ...found.servers.filter(({ inline }) => inline).flatMap(({ report }) => report.diagnostics),
    ...found.findings.map(({ diagnostic }) => diagnostic),
    ...found.logins.flatMap(({ metadata }) => metadata?.diagnostics ?? []),
    ...live.flatMap(({ result }) => result.diagnostics),
  ];
}

/** Formats a check. With `quiet`, only what is wrong and what to do about it. */
export function checkText(
  found: Check,
  layout: TextLayout,
  { quiet, live = [] }: { readonly quiet: boolean; readonly live?: readonly LiveAnswer[] },
): string {
  const lines = quiet
    ? [
        ...documentLines(found, layout),
        ...deliveryLines(found, layout, true),
        ...siteLines(found, layout),
        ...liveLines(live, layout, true),
      ]
    : [
        ...headline(found, live, layout),
        "",
        ...pathLines(found.paths, layout),
        ...hintLines(found, layout),
        ...serverLines(found, layout),
        ...documentLines(found, layout),
        ...deliveryLines(found, layout, false),
        ...siteLines(found, layout),
        ...failureLines(found, layout),
        ...loginLines(found, layout),
        ...liveLines(live, layout, false),
        ...consumerLines(found.consumers, layout),
        ...adviceLines(found, layout),
        next(found, live),
      ];
  return lines.map((line) => `${line}\n`).join("");
}

function headline(found: Check, live: readonly LiveAnswer[], layout: TextLayout): string[] {
  const { target, outcome, servers, requests, durationMs } = found;
  const { palette, columns } = layout;
  const spent = palette.faint(`${count(requests, "request")}, ${duration(durationMs)}`);
  const told = (text: string, style: (text: string) => string): string[] => {
    const lines = columns === undefined ? [text] : wrap(text, columns);
    return [...lines.map(style), spent];
  };
  const name = printable(target);
  if (outcome === "failed") return told(`could not find out what ${name} publishes`, palette.error);
  if (outcome === "none") return told(`${name} publishes no MCP servers that can be found`, palette.strong);
  const { errors, warnings } = tally(allFindings(found, live));
  const wrong =
    errors + warnings === 0 ? "Nothing to mend." : `${tallyText({ errors, warnings, infos: 0 })} to look at.`;
  return told(`${name} publishes ${count(servers.length, "MCP server")}. ${wrong}`, palette.strong);
}

function hintLines({ hints }: Check, { palette }: TextLayout): string[] {
  if (hints.length === 0) return [];
  const lines = hints.flatMap(({ record, text, scheme }) => [
    `  ${printable(record)}   ${printable(text)}`,
    `    ${palette.faint(scheme)}`,
  ]);
  return [palette.strong("Hints in DNS, which no standard asks for"), ...lines, ""];
}

function serverLines({ servers }: Check, { palette, columns }: TextLayout): string[] {
  if (servers.length === 0) return [];
  const rows = servers.flatMap(({ card, report, listedBy, cardAt, trafficTo, inline }) => {
    const name =
      card === undefined ? "a document that is no valid card" : `${printable(card.name)} ${printable(card.version)}`;
    const verdict = report.valid ? palette.good("valid") : palette.error("invalid");
    const hosts = [...new Set(trafficTo.map(hostOf))];
    const chain = [
      listedBy === undefined ? "" : `listed by ${hostOf(listedBy)}`,
      inline ? "card in the catalog" : `card at ${hostOf(cardAt)}`,
      hosts.length > 0 ? `traffic to ${hosts.join(", ")}` : "",
    ].filter((part) => part !== "");
    const way = chain.join(" → ");
    const lines = columns === undefined ? [way] : wrap(way, columns - 4);
    return [`  ${palette.strong(name)} · ${verdict}`, ...lines.map((line) => `    ${line}`)];
  });
  return [palette.strong("Servers"), ...rows, ""];
}

/** What is wrong inside the documents, each under its URL; what is the same document at several, under all of them. */
function documentLines({ documents }: Check, layout: TextLayout): string[] {
  const groups = new Map<string, { readonly report: Report; readonly urls: string[] }>();
  for (const { url, report } of documents) {
    if (report.diagnostics.length === 0) continue;
    const key = `${JSON.stringify(report.diagnostics)} ${report.text}`;
    const group = groups.get(key) ?? { report, urls: [] };
    group.urls.push(url);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ report, urls }) => {
    const title = `${urls.map((url) => layout.palette.strong(printable(url))).join(" and ")} · ${tallyText(tally(report.diagnostics))}`;
    return [urls.length > 1 ? `${title} each` : title, "", ...diagnosticsText(report, layout)];
  });
}

/** How documents are delivered: what is wrong alike in several is said once. */
function deliveryLines({ documents, target }: Check, layout: TextLayout, quiet: boolean): string[] {
  const { palette } = layout;
  const groups = new Map<string, { diagnostic: Diagnostic; readonly urls: string[] }>();
  for (const { url, delivery } of documents) {
    for (const diagnostic of delivery) {
      const key = `${diagnostic.code} ${diagnostic.message}`;
      const group = groups.get(key) ?? { diagnostic, urls: [] };
      if (weight[diagnostic.severity] < weight[group.diagnostic.severity]) group.diagnostic = diagnostic;
      group.urls.push(url);
      groups.set(key, group);
    }
  }
  if (groups.size === 0) {
    const good = `${palette.strong("Delivery")} · ${palette.good("clean")}${spoken(documents)}`;
    return quiet || documents.length === 0 ? [] : [good, ""];
  }
  const worstFirst = [...groups.values()].sort((a, b) => weight[a.diagnostic.severity] - weight[b.diagnostic.severity]);
  const blocks = worstFirst.flatMap(({ diagnostic, urls }) => {
    const report = { source: target, kind: "empty" as const, valid: true, diagnostics: [diagnostic] };
    const said = diagnosticsText(report, layout).filter((line) => line !== "");
    const shown = urls.slice(0, maxUrls).map((url) => `    ${palette.faint(printable(url))}`);
    const more = urls.length > maxUrls ? [palette.faint(`    and ${urls.length - maxUrls} more`)] : [];
    return [...said, ...shown, ...more, ""];
  });
  return [`${palette.strong("Delivery")}${spoken(documents)}`, "", ...blocks];
}

/** The oldest TLS that was spoken on the way to a document; older than 1.2 is never spoken. */
function spoken(documents: Check["documents"]): string {
  const versions = documents.flatMap(({ answer }) => answer.hops.flatMap(({ tlsVersion }) => tlsVersion ?? [])).sort();
  const [oldest] = versions;
  return oldest === undefined ? "" : ` · TLS ${oldest.replace("TLSv", "")}`;
}

function siteLines({ findings, target }: Check, layout: TextLayout): string[] {
  if (findings.length === 0) return [];
  const report = { source: target, kind: "empty" as const, valid: true };
  const diagnostics = findings.map(({ diagnostic: { pointer: _, range: __, ...rest } }) => rest);
  return [layout.palette.strong("The host as a whole"), "", ...diagnosticsText({ ...report, diagnostics }, layout)];
}

function failureLines({ failures }: Check, { palette }: TextLayout): string[] {
  if (failures.length === 0) return [];
  return [
    palette.strong("No answer"),
    ...failures.flatMap(({ code, message, url }) => [`  ${printable(url)}`, `    ${code}: ${printable(message)}`]),
    "",
  ];
}

function loginLines({ logins }: Check, layout: TextLayout): string[] {
  const { palette } = layout;
  const known = logins.flatMap(({ endpoint, metadata }) => {
    if (metadata === undefined) return [];
    const servers = metadata.authorizationServers.map(hostOf);
    const scopes = metadata.scopes.slice(0, 8).map(printable);
    const asked = [
      servers.length > 0 ? `log in at ${servers.join(" or ")}` : "no authorization server named",
      scopes.length > 0 ? `scopes ${scopes.join(", ")}` : "",
    ].filter((part) => part !== "");
    const report = { source: metadata.url, kind: "protected-resource-metadata" as const, valid: true };
    const wrong = diagnosticsText({ ...report, diagnostics: metadata.diagnostics }, layout);
    return [`  ${printable(endpoint)}`, `    ${asked.join("; ")}`, ...(wrong.length > 0 ? ["", ...wrong] : [])];
  });
  return known.length === 0 ? [] : [palette.strong("What a client will be asked"), ...known, ""];
}

function next(found: Check, live: readonly LiveAnswer[]): string {
  const { outcome, target, documents, failures } = found;
  if (outcome === "failed")
    return afterFailure(failures, "Try again later, or name one document: mcp-discover check URL");
  if (outcome === "none") return "Publish a card there: mcp-discover publish server-card.json --out FOLDER";
  const worst = allFindings(found, live).find(({ severity }) => severity !== "info");
  if (worst !== undefined) return `Why: mcp-discover explain ${worst.code}`;
  const skipped = documents.some(({ exercised }) => exercised === undefined);
  return skipped
    ? "Some documents were looked at once only: check them by their own URLs"
    : `In CI: mcp-discover check ${printable(target)} --expect server-card.json`;
}

// The report of a crawl as Markdown, in which strangers' text is code, never markup.

import type { Change } from "../../registry/store/store.ts";
import type { CrawlReport, FailureKind } from "../crawl-report.ts";
import { eventWords, longDay, memberPath } from "./change-words.ts";
import { codeSpan } from "./code-span.ts";
import { summarySentence } from "./crawl-text.ts";
import { plain } from "./palette.ts";
import { count, duration, figures } from "./words.ts";

/** Characters of one side of a difference. */
const sideLength = 200;

/** Gives the report; `changes` are those that the report tells as JSON. */
export function reportMarkdown(report: CrawlReport, changes: readonly Change[]): string {
  const { startedAt, summary, failures, refusals, slowest, sources, complete, changesOmitted } = report;
  const broken = sources.filter(({ problem }) => problem !== undefined);
  const parts = [
    `# Crawl of ${longDay(startedAt)}, ${startedAt.toISOString().slice(11, 16)} UTC`,
    `${summarySentence(summary, { failures }, plain)}${complete ? "" : " It was stopped before its end."}`,
    ...section(
      "Sources that could not be read",
      broken.map(({ source, problem = "" }) => `- ${codeSpan(source)}: ${codeSpan(problem)}`),
    ),
    ...section(`Changed: ${changesHeading(report)}`, [
      ...changes.flatMap(changeLines),
      ...(changesOmitted > 0 ? [`- and ${count(changesOmitted, "change")} more: \`mcp-discover history\``] : []),
    ]),
    ...kinds("Failed", failures),
    ...kinds("Refused", refusals),
    ...section("Slowest", [
      "| host | time | requests |",
      "|---|---|---|",
      ...slowest.map(
        ({ host, durationMs, requests }) => `| ${codeSpan(host)} | ${duration(durationMs)} | ${requests} |`,
      ),
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];
}

function changesHeading({ summary }: CrawlReport): string {
  return `${figures(summary.new)} new, ${figures(summary.changed)} changed, ${figures(summary.gone)} gone`;
}

function changeLines(change: Change): string[] {
  const { name, version, changes } = change;
  const differences = changes.map(({ pointer, from, to }) => {
    return `  - ${codeSpan(memberPath(pointer))}: ${side(from)} → ${side(to)}`;
  });
  return [`- ${codeSpan(name)} ${codeSpan(version)}: ${codeSpan(eventWords(change))}`, ...differences];
}

function side(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return codeSpan(text.length > sideLength ? `${text.slice(0, sideLength)}…` : text);
}

function kinds(title: string, all: readonly FailureKind[]): string[] {
  const rows = all.map(({ code, hosts, examples }) => {
    const [first] = examples;
    const names = examples.map(({ host }) => codeSpan(host)).join(" ");
    return `| ${codeSpan(code)} | ${figures(hosts)} | ${names} | ${codeSpan(first?.message ?? "")} |`;
  });
  if (rows.length === 0) return [];
  return section(title, ["| why | hosts | which | in the words of the first |", "|---|---|---|---|", ...rows]);
}

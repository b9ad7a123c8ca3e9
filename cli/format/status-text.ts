// What a store holds and what waits, for people.

import type { Compaction, Run, StoreStatus } from "../../registry/store/store.ts";
import { printable } from "../../src/document/printable.ts";
import { shortTime } from "./change-words.ts";
import type { Palette } from "./palette.ts";
import { count, duration, figures, size } from "./words.ts";

function row(name: string, text: string): string {
  return `  ${name.padEnd(10)}${text}`;
}

function runText({ startedAt, endedAt, complete, counts }: Run): string {
  const began = shortTime(startedAt);
  if (endedAt === undefined) return `${began}  under way, or broken off`;
  if (counts === undefined) return `${began}  failed`;
  const news = `new ${figures(counts.new)}, changed ${figures(counts.changed)}, gone ${figures(counts.gone)}`;
  const end = complete ? "" : ", stopped before the end";
  return `${began}  ${count(counts.hosts, "host")} in ${duration(counts.durationMs)}: ${news}${end}`;
}

/** Formats the status. */
export function statusText(path: string, status: StoreStatus, { palette }: { readonly palette: Palette }): string {
  const { servers, versions, deleted, claims, hosts, nextDueAt, memory, bytes, freeBytes, runs } = status;
  const next = nextDueAt === undefined ? "" : `, the next after that at ${shortTime(nextDueAt)}`;
  const lines = [
    `${printable(path)}: ${palette.strong(count(servers, "server"))} in ${count(versions, "version")}, from ${count(hosts.known, "host")}`,
    "",
    row("due now", `${count(hosts.due, "host")}${next}`),
    row("failing", count(hosts.failing, "host")),
    row("gone", count(deleted, "version")),
    row("claims", `${figures(claims)}, those included that nobody is shown`),
    row(
      "memory",
      `${count(memory.changes, "change")}, ${count(memory.looks, "look")}, ${count(memory.documents, "document")}`,
    ),
    row("on disk", `${size(bytes)}${freeBytes > 0 ? `, ${size(freeBytes)} of it free to be used again` : ""}`),
    ...(runs.length === 0 ? [] : ["", "Last crawls (UTC)", ...runs.map((run) => `  ${runText(run)}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Formats what a compaction did. */
export function compactionText({ looks, changes, cards, visits, bodies }: Compaction, status: StoreStatus): string {
  const parts = [
    [changes, "change"],
    [cards, "card"],
    [looks, "look"],
    [visits, "visit"],
    [bodies, "document"],
  ] as const;
  const told = parts.flatMap(([number, noun]) => (number === 0 ? [] : [count(number, noun)]));
  if (told.length === 0) return "nothing to drop: all that is there is still to be kept\n";
  const free = status.freeBytes === 0 ? "" : `, ${size(status.freeBytes)} of it free to be used again`;
  return `dropped ${told.join(", ")}; ${size(status.bytes)} on disk${free}\n`;
}

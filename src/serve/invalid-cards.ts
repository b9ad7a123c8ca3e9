// The error for cards that must not be served: it lists every finding, since a developer reads it in a terminal.

import { printable } from "../document/printable.ts";
import type { Report } from "../document/report.ts";

/** Thrown by `serveCards` where a card is none or breaks a rule. The message has a line a finding, safe to print. */
export class InvalidCards extends Error {
  override readonly name = "InvalidCards";
  /** The verdict on each bad card, with every finding as data. */
  readonly reports: readonly Report[];

  constructor(reports: readonly Report[]) {
    super(["serveCards was given what is no valid Server Card", ...reports.flatMap(linesOf)].join("\n"));
    this.reports = reports;
  }
}

function linesOf({ source, kind, diagnostics, card }: Report): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0 && card === undefined) return [`${source}: it is no Server Card but ${kind}`];
  return errors.flatMap(({ code, message, pointer, hint }) => [
    printable(`${source}${pointer ?? ""}: ${message} (${code})`),
    ...(hint === undefined ? [] : [printable(`  ${hint}`)]),
  ]);
}

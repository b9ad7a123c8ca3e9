// The documents that a check found, each once, with what its one GET showed of its delivery.

import type { Discovery } from "../discover/discovery.ts";
import { isNothing } from "../discover/fetch-document.ts";
import { cardMediaType, catalogMediaType } from "../document/card.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { type Answer, finalUrl } from "../http/exchange.ts";
import type { Served } from "./delivery/exercise.ts";
import { isHybrid } from "./places.ts";
import type { PathFound } from "./probe.ts";

/** A document and how it is delivered. */
export interface DeliveredDocument {
  readonly url: string;
  /** What the document says of itself, without the findings of its delivery. */
  readonly report: Report;
  readonly answer: Answer;
  readonly served: Served;
  /** The media type that it should have. */
  readonly mediaType: typeof cardMediaType | typeof catalogMediaType;
  /** Found by the flow of a client; else only by looking at a place. */
  readonly listed: boolean;
  readonly delivery: readonly Diagnostic[];
  /** Whether the preflight, the second look and HEAD were asked, as far as the budget reached. */
  readonly exercised?: true;
}

/** Gives the catalogs, then the cards of a discovery, then what else stands at the places; inline documents are their catalog's. */
export function documentsOf({ catalogs, servers }: Discovery, paths: readonly PathFound[]): DeliveredDocument[] {
  const found = new Map<string, DeliveredDocument>();
  const add = (url: string, report: Report, answer: Answer | undefined, listed: boolean): void => {
    if (found.has(url) || answer === undefined || answer.status !== 200 || isNothing(report)) return;
    const isDelivery = ({ code }: Diagnostic): boolean => code.startsWith("http/");
    const served = report.catalog !== undefined || report.kind.endsWith("-catalog") ? "catalog" : "card";
    found.set(url, {
      url,
      report: { ...report, diagnostics: report.diagnostics.filter((one) => !isDelivery(one)) },
      answer,
      served,
      mediaType: served === "card" ? cardMediaType : catalogMediaType,
      listed,
      delivery: report.diagnostics.filter(isDelivery),
    });
  };
  for (const { url, report, answer } of catalogs) if (report.failure === undefined) add(url, report, answer, true);
  for (const { cardAt, report, answer, inline } of servers) if (!inline) add(cardAt, report, answer, true);
  for (const { place, url, report, answer } of paths) {
    // What an older place leads on to is looked at where it is.
    const isLedOn = answer !== undefined && found.has(finalUrl(answer));
    if (report && isCurrent(report) && !isLedOn)
      add(url, isHybrid(place, report) ? withoutOlder(report) : report, answer, false);
  }
  return [...found.values()];
}

/** The members for older readers are what such a file is for. */
function withoutOlder(report: Report): Report {
  return { ...report, diagnostics: report.diagnostics.filter(({ code }) => code !== "card/legacy-member") };
}

/** Older shapes are shown where they stand and compared; how they are delivered is asked by no current text. */
function isCurrent({ kind }: Report): boolean {
  return kind === "ard-catalog" || kind === "ai-catalog" || kind === "server-card";
}

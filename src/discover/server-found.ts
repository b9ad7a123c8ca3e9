// Makes the account of one server: who listed it, where its card is, where its traffic goes.

import type { Report } from "../document/report.ts";
import type { Answer } from "../http/exchange.ts";
import type { ServerFound } from "./discovery.ts";
import type { Lead } from "./entry.ts";

/** How a server was come by. Nothing is known of a listing where the card's own URL was asked for. */
export interface Found {
  readonly listedBy?: string;
  readonly lead?: Lead;
  readonly answer: Answer;
}

/** Gives the account of the server that a report is about; `cardAt` has a fragment for an inline card. */
export function serverFound(report: Report, cardAt: string, { listedBy, lead, answer }: Found): ServerFound {
  const { card } = report;
  return {
    report,
    ...(card && { card }),
    ...(listedBy !== undefined && { listedBy }),
    cardAt,
    inline: cardAt.includes("#"),
    trafficTo: card?.remotes?.map((remote) => remote.url) ?? [],
    ...(lead && { entry: lead.entry }),
    answer,
  };
}

// The numbers of a crawl as Prometheus text: the one file that imports prom-client. docs/operations.md lists the names.

import { Gauge, Registry } from "prom-client";
import type { CrawlReport } from "./crawl-report.ts";

const prefix = "mcp_discover_crawl";

/** Gives the text of one run's metrics, all gauges: they tell of the last run, and start anew with each. */
export async function metricsText(report: CrawlReport): Promise<string> {
  const registry = new Registry();
  const { summary, failures, refusals, sources } = report;
  function tell(name: string, help: string, values: Readonly<Record<string, number>> | number, label?: string): void {
    const gauge = new Gauge({
      name: `${prefix}_${name}`,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
    });
    if (typeof values === "number") gauge.set(values);
    else for (const [value, count] of Object.entries(values)) gauge.set({ [label ?? ""]: value }, count);
  }
  const { found, none, failed, refused, skipped } = summary;
  tell(
    "hosts",
    "Hosts of the last run by how their visit ended.",
    { found, none, failed, refused, skipped },
    "outcome",
  );
  tell("failures", "Failed hosts by kind of failure.", byCode(failures), "code");
  tell("refusals", "Refused hosts by reason.", byCode(refusals), "reason");
  tell("changes", "Changes of the index.", { new: summary.new, changed: summary.changed, gone: summary.gone }, "event");
  tell("cards", "Cards read.", summary.cards);
  tell("invalid_cards", "Cards with an error.", summary.invalid);
  tell("not_modified", "Answers of status 304.", summary.notModified);
  tell("requests", "Requests made.", summary.requests);
  tell("received_bytes", "Bytes of bodies received.", summary.bytes);
  tell("sources_failed", "Sources of hosts that could not be read.", sources.filter(({ problem }) => problem).length);
  tell("duration_seconds", "How long the run took.", summary.durationMs / 1000);
  tell("complete", "1 when every host got a result, 0 when the run stopped before.", report.complete ? 1 : 0);
  tell("end_timestamp_seconds", "When the run ended.", report.endedAt.getTime() / 1000);
  return registry.metrics();
}

function byCode(kinds: CrawlReport["failures"]): Record<string, number> {
  return Object.fromEntries(kinds.map(({ code, hosts }) => [code, hosts]));
}

// Remembers each crawl: when it began, how it ended, what it counted.

import type { SummaryEvent } from "../../src/crawl/event.ts";
import type { Engine } from "./engine.ts";
import type { Run, RunCounts } from "./store.ts";

/** The runs, synchronous. */
export interface Runs {
  begin(at: Date): number;
  end(id: number, summary: SummaryEvent | undefined, at: Date): void;
  /** The last ones, newest first. */
  last(most: number): readonly Run[];
}

interface Row {
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly complete: number | null;
  readonly summary: string | null;
}

/** Prepares the statements once. */
export function createRuns(engine: Engine): Runs {
  const begin = engine.prepare("INSERT INTO runs (started_at) VALUES (@at)");
  const end = engine.prepare("UPDATE runs SET ended_at = @at, complete = @complete, summary = @summary WHERE id = @id");
  const last = engine.prepare<Row>(
    "SELECT started_at, ended_at, complete, summary FROM runs ORDER BY id DESC LIMIT @most",
  );
  return {
    begin: (at) => Number(begin.run({ at: at.getTime() }).lastInsertRowid),
    end(id, summary, at) {
      const { event: _, complete = false, ...counts } = summary ?? {};
      end.run({
        id,
        at: at.getTime(),
        complete: complete ? 1 : 0,
        summary: summary === undefined ? null : JSON.stringify(counts),
      });
    },
    last: (most) =>
      last.all({ most }).map((row) => ({
        startedAt: new Date(row.started_at),
        ...(row.ended_at === null ? {} : { endedAt: new Date(row.ended_at), complete: row.complete === 1 }),
        ...(row.summary === null ? {} : { counts: JSON.parse(row.summary) as RunCounts }),
      })),
  };
}

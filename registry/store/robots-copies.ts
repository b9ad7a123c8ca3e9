// Keeps what each origin's robots.txt last said, so that it is read once a day and not once a visit.

import { type RobotsCopy, robotsLastGoodMs } from "../../src/crawl/robots-copy.ts";
import type { Engine } from "./engine.ts";

/** The copies. `keep` runs within its caller's transaction. */
export interface RobotsCopies {
  find(origin: string): RobotsCopy | undefined;
  /** Keeps a copy, and drops some that nobody needs any more. `at` is in ms. */
  keep(copy: RobotsCopy, at: number): void;
}

interface Row {
  readonly read_at: number;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly bytes: Uint8Array | null;
}

/** Copies that one commit may drop: more than it brings, so that the table shrinks to what is in use. */
const droppedAtOnce = 4;

/** Prepares the statements once. */
export function createRobotsCopies(engine: Engine): RobotsCopies {
  const find = engine.prepare<Row>("SELECT read_at, etag, last_modified, bytes FROM robots WHERE origin = @origin");
  const put = engine.prepare(`INSERT INTO robots (origin, read_at, etag, last_modified, bytes)
    VALUES (@origin, @read_at, @etag, @last_modified, @bytes)
    ON CONFLICT (origin) DO UPDATE SET read_at = excluded.read_at, etag = excluded.etag,
      last_modified = excluded.last_modified, bytes = excluded.bytes`);
  const drop = engine.prepare(`DELETE FROM robots WHERE origin IN
    (SELECT origin FROM robots WHERE read_at < @before ORDER BY read_at LIMIT @most)`);
  return {
    find(origin) {
      const row = find.get({ origin });
      return (
        row && {
          origin,
          readAt: new Date(row.read_at),
          ...(row.bytes && { bytes: row.bytes }),
          ...(row.etag !== null && { etag: row.etag }),
          ...(row.last_modified !== null && { lastModified: row.last_modified }),
        }
      );
    },
    keep({ origin, readAt, bytes, etag, lastModified }, at) {
      put.run({
        origin,
        read_at: readAt.getTime(),
        etag: etag ?? null,
        last_modified: lastModified ?? null,
        bytes: bytes ?? null,
      });
      drop.run({ before: at - robotsLastGoodMs, most: droppedAtOnce });
    },
  };
}

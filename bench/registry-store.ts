// A store of as many servers as a benchmark wants: one host's rows as a commit writes them, written again under other names.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDriver } from "../registry/store/driver.ts";
import type { Engine } from "../registry/store/engine.ts";
import { engineOver, openStore } from "../registry/store/sqlite.ts";
import { claimOf, commit, createClock, fact, visitOf } from "../test/support/visits.ts";

/** Stands for a server in each text of its rows, by its number. */
const label = (number: number): string => `n${String(number).padStart(7, "0")}`;

/** A server's name by its number. */
export function nameOf(number: number): string {
  return `com.example.${label(number)}/weather`;
}

/** Tables of a host's rows, with the column that names it and those that number rows. */
const tables: Readonly<Record<string, { readonly named: string; readonly numbers: readonly string[] }>> = {
  hosts: { named: "host", numbers: ["told_visit"] },
  visits: { named: "host", numbers: ["id"] },
  claims: { named: "name", numbers: ["id", "seen_visit"] },
  changes: { named: "name", numbers: ["seq"] },
  entries: { named: "name", numbers: ["id", "claim", "seq"] },
};

/** Coprime to every power of ten: neighbours by name are none in the file. */
const stride = 7_919;

/**
 * Fills a new file with `count` servers, a power of ten above 10, each of a host of its own. Proves that a copy is what a
 * second commit writes, but for digests and times. Left out are the words for mending slips, which no list and no card reads.
 */
export async function buildStore(path: string, count: number): Promise<void> {
  const proofFolder = mkdtempSync(join(tmpdir(), "mcp-discover-bench-"));
  const proof = join(proofFolder, "proof.db");
  await visitHosts(proof, [0, stride % count]);
  await visitHosts(path, [0]);
  const built = await openRaw(path);
  const proved = await openRaw(proof);
  copyHost(built, count);
  assert.deepEqual(rowsOf(built, label(stride % count)), rowsOf(proved, label(stride % count)));
  built.close();
  proved.close();
  rmSync(proofFolder, { recursive: true });
}

async function openRaw(path: string): Promise<Engine> {
  const Driver = await loadDriver();
  return engineOver(new Driver(path));
}

/** Commits a visit to each host, with a card of a usual size. */
async function visitHosts(path: string, numbers: readonly number[]): Promise<void> {
  const clock = createClock();
  const store = await openStore(path, { now: clock });
  for (const number of numbers) {
    const host = `${label(number)}.example.com`;
    const at = clock();
    const claim = claimOf(host, nameOf(number), "1.4.2", {
      at,
      sha256: label(number).repeat(8),
      etag: '"33a64df551425fcc"',
      identifier: `urn:air:${host}:mcp:weather`,
      evidence: [fact("served-by", host, at), fact("listed-by", host, at)],
      card: {
        title: "Weather for every place",
        description: "Forecasts, warnings and past weather for any place on Earth, by the hour and by the day",
        websiteUrl: `https://${host}/weather`,
        repository: { url: `https://github.com/example/${label(number)}`, source: "github" },
        icons: [{ src: `https://${host}/icon.png`, mimeType: "image/png", sizes: ["48x48"] }],
        remotes: [
          {
            type: "streamable-http",
            url: `https://${host}/mcp`,
            supportedProtocolVersions: ["2025-11-25", "2026-07-28"],
            headers: [{ name: "X-API-Key", description: "A key from your account", isRequired: true, isSecret: true }],
          },
        ],
      },
    });
    await commit(store.frontier, visitOf(host, [claim], at, { observations: [] }));
    clock.advance(1_000);
  }
  await store.close();
}

/** Writes the rows of host 0 again for all other numbers, in one transaction. */
function copyHost(engine: Engine, count: number): void {
  engine.pragma("synchronous = OFF");
  engine.pragma("cache_size = -262144");
  engine.exec("CREATE TEMP TABLE copies (k INTEGER PRIMARY KEY, label TEXT NOT NULL)");
  engine.exec(`WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ${count - 1})
    INSERT INTO copies SELECT k, printf('n%07d', (k * ${stride}) % ${count}) FROM n`);
  engine.immediate(() => {
    for (const [table, { named, numbers }] of Object.entries(tables)) {
      const columns = columnsOf(engine, table);
      const values = columns.map(({ name, type }) => {
        if (numbers.includes(name)) return `t.${name} + k.k`;
        return type === "TEXT" ? `replace(t.${name}, '${label(0)}', k.label)` : `t.${name}`;
      });
      engine.exec(`INSERT INTO ${table} (${columns.map(({ name }) => name).join(", ")})
        SELECT ${values.join(", ")} FROM copies k CROSS JOIN (SELECT * FROM ${table} WHERE ${named} LIKE '%${label(0)}%') t
        ORDER BY k.k`);
    }
    engine.exec(`UPDATE counter SET revision = revision + ${count}`);
  });
  engine.exec("ANALYZE");
}

function columnsOf(engine: Engine, table: string): readonly { readonly name: string; readonly type: string }[] {
  return engine.prepare<{ name: string; type: string }>(`SELECT name, type FROM pragma_table_info('${table}')`).all();
}

/** The rows of a host, without what only counts, dates or sums them up. */
function rowsOf(engine: Engine, word: string): unknown {
  return Object.entries(tables).map(([table, { named, numbers }]) =>
    engine
      .prepare<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${named} LIKE '%${word}%'`)
      .all()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => {
            const isCount = numbers.includes(name) || name === "digest" || name === "contents";
            const isTime = typeof value === "number" && value > 1e12;
            if (isCount || isTime) return [name, "counted"];
            return [name, typeof value === "string" ? value.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "dated") : value];
          }),
        ),
      ),
  );
}

// A compaction that is killed leaves a whole store: nothing points at what is gone, and every change still tells its difference.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadDriver } from "../registry/store/driver.ts";
import { openStore } from "../registry/store/sqlite.ts";
import { createClock, dayMs } from "./support/visits.ts";

const child = fileURLToPath(new URL("./support/compact-child.js", import.meta.url));

/** Runs the child until it has said something, and kills it a little later; gives the last day that it ended. */
async function killed(path: string, firstDay: number): Promise<number> {
  const running = spawn(process.execPath, [child, path, String(firstDay)], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  running.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  await new Promise((resolve) => running.stdout.once("data", resolve));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
  const closed = new Promise((resolve) => running.once("close", resolve));
  running.kill("SIGKILL");
  await closed;
  return Number(out.trim().split("\n").at(-1));
}

test("eight kills amid changes and compactions lose nothing that retention keeps", { timeout: 60_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "mcp-discover-compact-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "s.db");
  let day = 0;
  // A killed day may be half done: the next run begins after it.
  for (let run = 0; run < 8; run++) day = (await killed(path, day)) + 2;
  const clock = createClock();
  clock.advance(day * dayMs);
  const store = await openStore(path, { now: clock });
  const changes = await store.history({ limit: 100_000 });
  for (const name of new Set(changes.map((change) => change.name))) {
    const own = changes.filter((change) => change.name === name);
    for (const [index, change] of own.entries()) {
      if (index === 0) continue;
      assert.equal(change.hashBefore, own[index - 1]?.hashAfter, `${name}: ${change.seq} follows the one before`);
      assert.equal(change.changes.length, 1, `${name}: ${change.seq} tells its difference`);
    }
  }
  assert.equal((await store.counts()).servers, 20);
  await store.close();
  const database = new (await loadDriver())(path, { readonly: true });
  assert.equal(database.pragma("integrity_check", { simple: true }), "ok");
  assert.deepEqual(database.pragma("foreign_key_check"), []);
  database.close();
});

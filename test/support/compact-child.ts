// A process for tests of compaction: changes hosts day by day and thins the past after each, until it is killed.
// Arguments: the store's path, the day to begin with.

import { writeSync } from "node:fs";
import { openStore } from "../../registry/store/sqlite.ts";
import { claimOf, commit, createClock, dayMs, visitOf } from "./visits.ts";

const [path = "", firstDay = "0"] = process.argv.slice(2);
const clock = createClock();
clock.advance(Number(firstDay) * dayMs);
const store = await openStore(path, { now: clock });
for (let day = Number(firstDay); ; day++) {
  for (let index = 0; index < 20; index++) {
    const host = `h${index}.example.com`;
    const card = { title: `Day ${day}` };
    await commit(
      store.frontier,
      visitOf(host, [claimOf(host, `com.example.h${index}/a`, "1.0.0", { at: clock(), card })], clock()),
    );
  }
  clock.advance(dayMs);
  await store.compact({ keepMs: 3 * dayMs });
  writeSync(1, `${day}\n`);
}

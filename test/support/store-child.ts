// A crawler's process for tests of the store: commits visits and says each host only after its commit.
// Arguments: the store's path, how many hosts, a prefix for their names, `exit` or `stay`.

import { writeSync } from "node:fs";
import { openStore } from "../../registry/store/sqlite.ts";
import { isRefusal } from "../../src/crawl/frontier.ts";
import { claimOf, createClock, visitOf } from "./visits.ts";

const [path = "", count = "0", prefix = "", end = "exit"] = process.argv.slice(2);
const clock = createClock();
const store = await openStore(path, { now: clock });
writeSync(1, "open\n");
for (let index = 0; index < Number(count); index++) {
  const host = `${prefix}${index}.example.com`;
  const begun = await store.frontier.begin(host, clock(), 60_000);
  if (isRefusal(begun)) continue;
  const claims = ["a", "b"].map((letter) =>
    claimOf(host, `com.example.${prefix}${index}/${letter}`, "1.0.0", { at: clock() }),
  );
  await store.frontier.finish(
    begun,
    visitOf(host, claims, clock(), { notBefore: new Date(clock().getTime() + 3_600_000) }),
  );
  writeSync(1, `${host}\n`);
}
if (end === "exit") await store.close();
else setInterval(() => undefined, 1_000);

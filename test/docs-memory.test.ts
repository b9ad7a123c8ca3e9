// The numbers in docs/memory.md are those of the code.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keptRuns, pageRows } from "../registry/store/compact.ts";
import { staleAfterMs, unreachableAfterFailures, unreachableAfterMs } from "../registry/store/freshness.ts";
import { resurrectedAfterMs, settlingMs } from "../registry/store/identity.ts";
import { defaultKeepMs, failuresKeptMs } from "../registry/store/retention.ts";
import { deletedAfterMs, secondLookMs } from "../registry/store/withdrawals.ts";
import { evidenceLifeMs } from "../src/evidence/evidence.ts";
import { readProjectFile } from "./support/project.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

test("docs/memory.md tells the numbers that the code goes by", () => {
  const page = readProjectFile("docs/memory.md").replace(/\s+/g, " ");
  const sentences = [
    `\`--keep\` (${defaultKeepMs / dayMs} days, unless said otherwise)`,
    `then \`--keep\`, ${defaultKeepMs / dayMs} days`,
    `the last ${keptRuns.toLocaleString("en")}`,
    `in transactions of ${pageRows.toLocaleString("en")} rows`,
    `A fact expires ${evidenceLifeMs / dayMs} days after`,
    `listing for ${settlingMs / dayMs} days`,
    `for more than ${resurrectedAfterMs / dayMs} days`,
    `not for ${staleAfterMs / dayMs} days`,
    `at least ${unreachableAfterFailures} visits in a row have failed, over at least ${unreachableAfterMs / hourMs} hours`,
    `after ${unreachableAfterFailures} looks over ${unreachableAfterMs / hourMs} hours`,
    `at the second look, ${secondLookMs / minuteMs} minutes later at least`,
    `after ${deletedAfterMs / dayMs} days`,
    `24 × ${defaultKeepMs / dayMs} + 52`,
  ];
  for (const sentence of sentences) assert.ok(page.includes(sentence), sentence);
  assert.equal(failuresKeptMs, dayMs, "kept for a day");
});

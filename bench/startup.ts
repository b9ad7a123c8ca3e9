// What `validate` on one small file costs over `node -e 0`: median of 11 interleaved runs.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { medianWallMs, print } from "./measure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const runs = 11;

const times = medianWallMs(
  {
    bare: [process.execPath, "-e", "0"],
    validate: [
      process.execPath,
      join(root, "dist/bin/mcp-discover.js"),
      "validate",
      join(root, "schemas/examples/valid/card-smallest-useful.json"),
    ],
  },
  runs,
);
const bare = times["bare"] ?? Number.NaN;
const validate = times["validate"] ?? Number.NaN;
print(
  `start-up  node -e 0 ${bare.toFixed(1)} ms  validate ${validate.toFixed(1)} ms  ` +
    `added ${(validate - bare).toFixed(1)} ms  ratio ${(validate / bare).toFixed(2)}  (median of ${runs}; bound: +25 ms)`,
);

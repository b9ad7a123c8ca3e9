// `--keep DURATION`: how far back a store remembers every change.

import { readDuration } from "../src/text/read-duration.ts";
import type { Option } from "./option.ts";

/** In milliseconds; undefined for the store's own default. */
export const keep: Option<number | undefined> = {
  value: "DURATION",
  summary: "keep every change this long, of older ones the last of each week (default: 90d)",
  initial: undefined,
  words: [],
  read: (text) => readDuration(text),
};

// Every rule, in the order in which they speak.

import type { Rule } from "../rule.ts";

/** All rules; ids are unique. */
export const rules: readonly Rule[] = [];

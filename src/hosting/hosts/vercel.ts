// Vercel: `headers` in vercel.json.

import { headerRules } from "../header-rules.ts";
import type { Hosting } from "../hosting.ts";

/** By its documentation ("Project configuration", headers). */
export const vercel: Hosting = {
  name: "vercel",
  title: "Vercel",
  guess: (headers) => headers["x-vercel-id"] !== undefined || /^vercel$/i.test(headers["server"] ?? ""),
  configure: (served) => [
    {
      where: "in vercel.json at the root of the project (merge it with what is there)",
      file: "vercel.json",
      text: JSON.stringify({ headers: headerRules(served) }, null, 2),
    },
  ],
  cannot: [],
  pitfalls: [
    "Deployment protection answers previews with a login: check the production domain.",
    "A rewrite of every path to a page also takes /.well-known: except it there.",
  ],
  proved: "documentation",
};

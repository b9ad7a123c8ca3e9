// Firebase Hosting: `hosting.headers` in firebase.json.

import { headerRules } from "../header-rules.ts";
import type { Hosting } from "../hosting.ts";

/** By its documentation ("Configure Hosting behavior", headers). Its answers carry no mark of their own but a cache's. */
export const firebase: Hosting = {
  name: "firebase",
  title: "Firebase Hosting",
  guess: (headers) =>
    /^cache-[a-z0-9]+-/i.test(headers["x-served-by"] ?? "") &&
    headers["strict-transport-security"] === "max-age=31556926",
  configure: (served) => [
    {
      where: "in firebase.json (merge it with what is there)",
      file: "firebase.json",
      text: JSON.stringify({ hosting: { headers: headerRules(served) } }, null, 2),
    },
  ],
  cannot: [],
  pitfalls: [
    'The default "ignore" list holds **/.*, which leaves out /.well-known: take it out, or list what is to be ignored.',
    "A rewrite of ** to /index.html answers every missing path with the page.",
  ],
  proved: "documentation",
};

// Netlify: a `_headers` file in the published folder.

import { headersFile } from "../headers-file.ts";
import type { Hosting } from "../hosting.ts";

/** By its documentation ("Custom headers"). */
export const netlify: Hosting = {
  name: "netlify",
  title: "Netlify",
  guess: (headers) => headers["x-nf-request-id"] !== undefined || /^netlify\b/i.test(headers["server"] ?? ""),
  configure: (served) => [
    { where: "in the published folder, as _headers", file: "_headers", text: headersFile(served) },
  ],
  cannot: [],
  pitfalls: [
    "A redirect of /* to /index.html with status 200 answers every missing path with the page.",
    "Header rules do not reach answers of functions and of proxied paths: send the headers from there.",
  ],
  proved: "documentation",
};

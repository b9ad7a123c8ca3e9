// Cloudflare Pages: a `_headers` file in the published folder.

import { headersFile } from "../headers-file.ts";
import type { Hosting } from "../hosting.ts";

/** By its documentation ("Headers"). Cloudflare stands before many other servers, so its marks alone tell nothing of Pages. */
export const cloudflare: Hosting = {
  name: "cloudflare",
  title: "Cloudflare Pages",
  guess: (headers) =>
    /^cloudflare$/i.test(headers["server"] ?? "") &&
    headers["access-control-allow-origin"] === "*" &&
    headers["referrer-policy"] === "strict-origin-when-cross-origin",
  configure: (served) => [
    { where: "in the published folder, as _headers", file: "_headers", text: headersFile(served) },
  ],
  cannot: [
    "Files are served to GET and HEAD only: where the preflight is refused, a Pages Function must answer OPTIONS.",
  ],
  pitfalls: [
    "Header rules do not reach answers of Functions: send the headers from there.",
    "Bot protection answers crawlers with a page that tests for humans: add a rule that skips it for /.well-known/* and the card.",
  ],
  proved: "documentation",
};

// GitHub Pages: no header can be set, so names must do.

import type { Hosting } from "../hosting.ts";

/** By its documentation. It sends `Access-Control-Allow-Origin: *`, an ETag and a Cache-Control of its own. */
export const githubPages: Hosting = {
  name: "github-pages",
  title: "GitHub Pages",
  guess: (headers) => headers["x-github-request-id"] !== undefined || /^github\.com$/i.test(headers["server"] ?? ""),
  configure: () => [
    { where: "at the root of the published branch, so that /.well-known is published", file: ".nojekyll", text: "" },
  ],
  cannot: [
    "Headers cannot be set: name the card with .json at its end, which is served as application/json, and list that URL in the catalog.",
    "A preflight is not answered, so pages on other origins cannot revalidate; put a CDN in front where that matters.",
  ],
  pitfalls: [
    "Jekyll leaves out folders that begin with a dot: an empty file .nojekyll, or include: [.well-known] in _config.yml.",
  ],
  proved: "documentation",
};

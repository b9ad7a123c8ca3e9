// Netlify: `_headers`, and an edge function for preflights.

import { headersFile } from "../headers-file.ts";
import { anyNeeds, defineHosting, type Hosting, type Step, type Want } from "../hosting.ts";
import { ownEtag } from "../own-etag.ts";
import { preflightPaths, preflightResponse } from "../preflight-code.ts";
import { redirectsFile } from "../redirects-file.ts";

/** Netlify. */
export const netlify: Hosting = defineHosting({
  name: "netlify",
  title: "Netlify",
  proof: "parsed",
  documentation: "https://docs.netlify.com/manage/routing/headers/",
  pitfalls: [
    "`_headers` counts for static files only: what a function, an edge function or a proxied site answers must carry its own headers.",
    "Where two rules match a path and set the same header, its values are joined with a comma: `*, *` is no origin that a browser accepts. Take the header out of the `/*` rule, or leave it out here.",
    "A one-page application's catch-all in `_redirects` with `!` (forced) answers for the card too.",
    "A build that copies only known files may leave out `.well-known` and files without an extension.",
  ],
  advise: (wants, redirects) => [
    ...headersFile(wants),
    ...redirectsFile(redirects),
    ...preflight(wants),
    ...ownEtag("Netlify", wants),
  ],
});

function preflight(wants: readonly Want[]): readonly Step[] {
  if (!anyNeeds(wants, "preflight")) return [];
  const path = "netlify/edge-functions/card-preflight.js";
  const text = `export default () =>\n  ${preflightResponse};\n\nexport const config = {\n  method: "OPTIONS",\n  path: ${preflightPaths(wants).replaceAll("\n", "\n  ")},\n};\n`;
  return [{ where: `in the file ${path} of the project`, text, file: { in: "project", path } }];
}

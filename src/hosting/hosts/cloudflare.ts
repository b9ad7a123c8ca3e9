// Cloudflare Pages: `_headers`, and a Function for preflights, which static assets answer with 405.

import { settingsText } from "../header-rules.ts";
import { headersFile } from "../headers-file.ts";
import { anyNeeds, defineHosting, type Hosting, type Step, type Want } from "../hosting.ts";
import { ownEtag } from "../own-etag.ts";
import { preflightPaths, preflightResponse } from "../preflight-code.ts";
import { redirectsFile } from "../redirects-file.ts";

/** Cloudflare Pages. */
export const cloudflare: Hosting = defineHosting({
  name: "cloudflare",
  title: "Cloudflare Pages",
  proof: "documented",
  documentation: "https://developers.cloudflare.com/pages/configuration/headers/",
  pitfalls: [
    "`_headers` counts for static assets only: what a Function answers must carry its own headers.",
    "Where two rules match a path and set the same header, its values are joined with a comma: `*, *` is no origin that a browser accepts. Write `! Access-Control-Allow-Origin` above the line to drop the outer one.",
    "Static assets answer OPTIONS with 405, whatever `_headers` says.",
    "`_routes.json` decides which paths wake Functions: where the project has Functions already, add these paths to it and keep its own.",
    "Bot protection in front of the site stops crawlers and clients, which run no scripts: leave these paths out of it.",
    "Cloudflare in front of a server of your own is not Cloudflare Pages: there the headers are set at that server.",
  ],
  advise: (wants, redirects) => [
    ...headersFile(wants),
    ...redirectsFile(redirects),
    ...preflight(wants),
    ...ownEtag("Cloudflare Pages", wants),
  ],
});

function preflight(wants: readonly Want[]): readonly Step[] {
  if (!anyNeeds(wants, "preflight")) return [];
  const include = wants.filter(({ needs }) => needs.includes("preflight")).map(({ path }) => path);
  return [
    {
      where: "in the file functions/_middleware.js of the project",
      text: `const paths = ${preflightPaths(wants)};\n\nexport const onRequestOptions = ({ request, next }) => {\n  if (!paths.includes(new URL(request.url).pathname)) return next();\n  return ${preflightResponse};\n};\n`,
      file: { in: "project", path: "functions/_middleware.js" },
    },
    {
      where:
        "in the file _routes.json at the root of the folder that is deployed, so that no other path wakes the function",
      text: settingsText({ version: 1, include, exclude: [] }),
      file: { in: "site", path: "_routes.json" },
    },
  ];
}

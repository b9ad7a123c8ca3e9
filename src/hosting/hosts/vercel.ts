// Vercel: `headers` in vercel.json, and Routing Middleware for preflights.

import { headerRules, settingsText } from "../header-rules.ts";
import { anyNeeds, defineHosting, type Hosting, type Redirect, type Step, type Want } from "../hosting.ts";
import { ownEtag } from "../own-etag.ts";
import { preflightPaths, preflightResponse } from "../preflight-code.ts";

/** Vercel. */
export const vercel: Hosting = defineHosting({
  name: "vercel",
  title: "Vercel",
  proof: "parsed",
  documentation: "https://vercel.com/docs/project-configuration/vercel-json#headers",
  pitfalls: [
    "`headers` cannot stand beside the older `routes` in one vercel.json.",
    "A `source` is a pattern: `:`, `(`, `*`, `+` and `?` mean something in it.",
    "`cleanUrls` and `trailingSlash` redirect, and a card must answer at the URL that the catalog lists.",
    "Protected deployments answer previews with a login page: the production domain must be public.",
    "A Next.js project has a `public` folder for these files, and a middleware of its own to put the preflight into.",
  ],
  advise: (wants, redirects) => [...settings(wants, redirects), ...preflight(wants), ...ownEtag("Vercel", wants)],
});

function settings(wants: readonly Want[], redirects: readonly Redirect[]): readonly Step[] {
  const headers = headerRules(wants);
  const rules = redirects.map(({ from, to }) => ({ source: from, destination: to, statusCode: 301 }));
  if (headers.length + rules.length === 0) return [];
  return [
    {
      where: 'in vercel.json at the root of the project; where it has "headers" already, the rules go into that list',
      text: settingsText({
        ...(headers.length > 0 ? { headers } : {}),
        ...(rules.length > 0 ? { redirects: rules } : {}),
      }),
      file: { in: "project", path: "vercel.json" },
    },
  ];
}

function preflight(wants: readonly Want[]): readonly Step[] {
  if (!anyNeeds(wants, "preflight")) return [];
  return [
    {
      where: "in the file middleware.js at the root of the project",
      text: `export default function middleware(request) {\n  if (request.method !== "OPTIONS") return undefined;\n  return ${preflightResponse};\n}\n\nexport const config = {\n  matcher: ${preflightPaths(wants).replaceAll("\n", "\n  ")},\n};\n`,
      file: { in: "project", path: "middleware.js" },
    },
  ];
}

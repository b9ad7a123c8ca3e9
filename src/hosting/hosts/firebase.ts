// Firebase Hosting: `headers` in firebase.json, and a look at what it leaves out of a deployment.

import { headerRules, settingsText } from "../header-rules.ts";
import { hiddenPaths } from "../hidden-paths.ts";
import {
  type Advice,
  anyNeeds,
  defineHosting,
  type Hosting,
  type Redirect,
  type Refusal,
  type Want,
} from "../hosting.ts";
import { ownEtag } from "../own-etag.ts";

/** Firebase Hosting. */
export const firebase: Hosting = defineHosting({
  name: "firebase",
  title: "Firebase Hosting",
  proof: "documented",
  documentation: "https://firebase.google.com/docs/hosting/full-config#headers",
  pitfalls: [
    "`firebase init` writes `**/.*` into `ignore`, and then `.well-known` is never uploaded.",
    "Where several rules set the same header, the last one that matches wins: put these at the end of the list.",
    "`cleanUrls` takes `.html` from paths, and a rewrite of `**` to index.html answers for whatever was not uploaded: a missing card looks like a page.",
    "No setting answers OPTIONS.",
  ],
  advise: (wants, redirects) => [
    ...settings(wants, redirects),
    ...preflight(wants),
    ...ownEtag("Firebase Hosting", wants),
  ],
});

function settings(wants: readonly Want[], redirects: readonly Redirect[]): Advice {
  const headers = headerRules(wants);
  const leads = redirects.map(({ from, to }) => ({ source: from, destination: to, type: 301 }));
  const isHidden = hiddenPaths(wants).length > 0;
  if (headers.length + leads.length === 0 && !isHidden) return [];
  // The list that `firebase init` writes, without "**/.*".
  const ignore = isHidden ? { ignore: ["firebase.json", "**/node_modules/**"] } : {};
  const rules = { ...(headers.length > 0 ? { headers } : {}), ...(leads.length > 0 ? { redirects: leads } : {}) };
  return [
    {
      where: `in firebase.json, into what it says of "hosting"${isHidden ? ', and "**/.*" out of its "ignore"' : ""}`,
      text: settingsText({ hosting: { ...ignore, ...rules } }),
    },
  ];
}

function preflight(wants: readonly Want[]): readonly Refusal[] {
  if (!anyNeeds(wants, "preflight")) return [];
  return [
    {
      cannot: "Firebase Hosting has no setting that answers OPTIONS",
      instead:
        "if browsers must revalidate, serve the document from a function or Cloud Run by a rewrite, and upload no file at its path",
    },
  ];
}

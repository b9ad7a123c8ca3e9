// GitHub Pages: no header can be set, so the file's name has to do.

import { hiddenPaths } from "../hidden-paths.ts";
import {
  type Advice,
  anyNeeds,
  defineHosting,
  type Hosting,
  type Redirect,
  type Refusal,
  type Step,
  type Want,
} from "../hosting.ts";
import { ownEtag } from "../own-etag.ts";

const elsewhere =
  "if browsers must read it, put a CDN that adds headers in front, or serve it elsewhere; other readers do not mind";

/** GitHub Pages. */
export const githubPages: Hosting = defineHosting({
  name: "github-pages",
  title: "GitHub Pages",
  proof: "documented",
  documentation: "https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages",
  pitfalls: [
    "Jekyll, which builds the site unless `.nojekyll` is there, leaves out files and folders whose names begin with a dot.",
    "The media type follows from the extension: `.json` is application/json, which readers of cards and catalogs accept; a file without one is application/octet-stream, which they do not.",
    "The reserved path `<endpoint>/server-card` has no extension: publish the card as a `.json` file, and let the catalog's `url` point there.",
    "Every file has Access-Control-Allow-Origin: *, an ETag and ten minutes of Cache-Control. OPTIONS is answered with 405.",
    "`/.well-known/` must be at the root of a domain: a project's site (`owner.github.io/project/`) has its root a folder too deep.",
  ],
  advise: (wants, redirects) => [
    ...jekyll(wants),
    ...redirection(redirects),
    ...mediaType(wants.filter(({ needs }) => needs.includes("content-type"))),
    ...headers(wants),
    ...caching(wants),
    ...ownEtag("GitHub Pages", wants),
  ],
});

function jekyll(wants: readonly Want[]): readonly Step[] {
  if (hiddenPaths(wants).length === 0) return [];
  const where = "an empty file .nojekyll at the root of the folder that is deployed";
  return [{ where, text: "", file: { in: "site", path: ".nojekyll" } }];
}

function redirection(redirects: readonly Redirect[]): readonly Refusal[] {
  if (redirects.length === 0) return [];
  const cannot = `GitHub Pages cannot lead on from ${redirects.map(({ from }) => from).join(", ")}`;
  return [{ cannot, instead: "leave those places empty: what current clients ask for is there" }];
}

function mediaType(wants: readonly Want[]): readonly Refusal[] {
  const paths = wants.map(({ path }) => path);
  const named = paths.filter((path) => path.endsWith(".json")).join(", ");
  const cannot = `GitHub Pages serves ${named} as application/json, and cannot be told another media type`;
  const instead = "leave it: readers of cards and catalogs accept application/json";
  return [
    ...(named === "" ? [] : [{ cannot, instead }]),
    ...paths
      .filter((path) => !path.endsWith(".json"))
      .map((path) => ({
        cannot: `GitHub Pages serves ${path} as application/octet-stream, since the name has no extension`,
        instead: `publish it as ${path}.json, and list that URL in the catalog`,
      })),
  ];
}

function headers(wants: readonly Want[]): Advice {
  const origin = {
    given: "GitHub Pages sends Access-Control-Allow-Origin: * with every file by itself",
    ifMissing: "look for a proxy in front that takes it away",
  };
  const others = {
    cannot: "GitHub Pages answers no preflight, and sends no other Access-Control header",
    instead: elsewhere,
  };
  return [
    ...(anyNeeds(wants, "allow-origin") ? [origin] : []),
    ...(anyNeeds(wants, "allow-methods", "allow-headers", "expose-etag", "preflight") ? [others] : []),
  ];
}

function caching(wants: readonly Want[]): readonly Refusal[] {
  if (!anyNeeds(wants, "cache-control")) return [];
  const cannot = "GitHub Pages sends Cache-Control: max-age=600, and cannot be told another";
  return [{ cannot, instead: "leave it: readers revalidate a little more often" }];
}

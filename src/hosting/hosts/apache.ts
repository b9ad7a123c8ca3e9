// Apache HTTP Server: a section for each path, good in the virtual host and in .htaccess alike.

import { hiddenPaths } from "../hidden-paths.ts";
import { defineHosting, type Hosting, type Redirect, type Step, type Want } from "../hosting.ts";
import { headersFor } from "../served-headers.ts";

/** Apache HTTP Server 2.4 with mod_headers, and mod_rewrite for preflights. */
export const apache: Hosting = defineHosting({
  name: "apache",
  title: "Apache HTTP Server",
  proof: "run",
  documentation: "https://httpd.apache.org/docs/2.4/mod/mod_headers.html",
  pitfalls: [
    "`Header` needs mod_headers (`a2enmod headers`), the preflight needs mod_rewrite (`a2enmod rewrite`).",
    "`Header set` and `Header always set` are two tables. Only `always` reaches 304 and errors, and a header that stands in both is sent twice: so each is taken out of the first one here.",
    "mod_deflate adds `-gzip` to the ETag, and then no tag matches: `SetEnv no-gzip` or `DeflateAlterETag NoChange` keeps 304 working.",
    "Rules that forbid every path with a dot in front, for .git and the like, forbid `/.well-known/` too. A `Location` lifts one that is written with `Require`; a `RewriteRule` with `[F]` needs an exception of its own.",
    "In .htaccess the lines work only where `AllowOverride` holds FileInfo. Where a module is missing there, everything below answers 500.",
    "A catch-all `RewriteRule` for a one-page application answers for the card too, unless it leaves out files that exist.",
  ],
  advise(wants, redirects) {
    const preflights = wants.filter(({ needs }) => needs.includes("preflight")).map(({ path }) => path);
    const where =
      "in the <VirtualHost> of the site, or in .htaccess at its root, before any other RewriteRule and after any other Header";
    const text = [...rewriting(preflights, redirects), ...wants.flatMap(section), ...redirects.map(openly)].join("\n");
    const step: Step = { where, text, file: { in: "site", path: ".htaccess" } };
    return [...hiddenPaths(wants).map(opening), ...(text === "" ? [] : [step])];
  },
});

/** A rule against names with a dot in front is written for folders; what is said of a location wins over it. */
function opening(path: string): Step {
  const where = `in the <VirtualHost> of the site, where a "Require all denied" forbids paths such as ${path}`;
  return { where, text: `<Location "${path}">\n    Require all granted\n</Location>\n` };
}

function rewriting(preflights: readonly string[], redirects: readonly Redirect[]): readonly string[] {
  const rules = [
    ...preflights.map((path) => `RewriteCond %{REQUEST_METHOD} =OPTIONS\nRewriteRule ${pattern(path)} - [R=204,L]\n`),
    ...redirects.map(({ from, to }) => `RewriteRule ${pattern(from)} ${to} [R=301,L]\n`),
  ];
  return rules.length === 0 ? [] : [`RewriteEngine On\n${rules.join("")}`];
}

/** In .htaccess the path that a rule sees has no slash in front. */
function pattern(path: string): string {
  return `^/?${path.slice(1).replaceAll(".", "\\.")}$`;
}

/** A page may follow a redirect only where that, too, lets it. */
function openly({ from }: Redirect): string {
  return `<If "%{REQUEST_URI} == '${from}'">\n    Header always set Access-Control-Allow-Origin "*"\n</If>\n`;
}

function section({ path, mediaType, needs }: Want): readonly string[] {
  const lines: string[] = [];
  if (needs.includes("content-type")) lines.push(`ForceType ${mediaType}`);
  if (needs.includes("etag")) lines.push("FileETag MTime Size", "SetEnv no-gzip 1");
  for (const { name, value } of headersFor(needs)) {
    lines.push(`Header unset ${name}`, `Header always set ${name} "${value}"`);
  }
  if (lines.length === 0) return [];
  return [`<If "%{REQUEST_URI} == '${path}'">\n${lines.map((line) => `    ${line}\n`).join("")}</If>\n`];
}

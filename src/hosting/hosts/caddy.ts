// Caddy: headers by path, set when the answer is written, so that they win over what stands behind.

import { defineHosting, type Hosting, type Redirect, type Want } from "../hosting.ts";
import { ownEtag } from "../own-etag.ts";
import { headersWithType } from "../served-headers.ts";

/** Caddy 2, configured by a Caddyfile. */
export const caddy: Hosting = defineHosting({
  name: "caddy",
  title: "Caddy",
  proof: "run",
  documentation: "https://caddyserver.com/docs/caddyfile/directives/header",
  pitfalls: [
    "`file_server` answers OPTIONS with 405 since Caddy 2.6.3, so a preflight needs a `respond` of its own. Caddy sorts directives by itself: `respond` goes before `file_server` and `reverse_proxy` wherever it stands.",
    "A file without an extension gets no media type at all.",
    "Without `defer`, what `reverse_proxy` brings replaces the header or doubles it.",
    "Inside `route` and `handle` the order is another: a block that answers for the path before these lines hides them.",
    "ETag and 304 come by themselves for files. Behind `reverse_proxy` the application has to send them.",
  ],
  advise(wants, redirects) {
    const text = [...wants.flatMap(directives), ...redirects.map(redirection)].join("\n");
    const where = "in the block of the site in the Caddyfile, before any other respond";
    const step = { where, text, include: "server-cards.caddy" };
    return [...(text === "" ? [] : [step]), ...ownEtag("Caddy", wants)];
  },
});

function redirection({ from, to }: Redirect): string {
  return `header ${from} Access-Control-Allow-Origin "*"\nredir ${from} ${to} 301\n`;
}

function directives(want: Want): readonly string[] {
  const { path, needs } = want;
  const texts: string[] = [];
  const headers = headersWithType(want).map(({ name, value }) => `    ${name} "${value}"\n`);
  if (headers.length > 0) texts.push(`header ${path} {\n${headers.join("")}    defer\n}\n`);
  if (needs.includes("preflight")) {
    // The matcher's name holds the path, so that no two of them clash.
    const matcher = `@preflight-${path}`;
    texts.push(`${matcher} {\n    method OPTIONS\n    path ${path}\n}\nrespond ${matcher} 204\n`);
  }
  return texts;
}

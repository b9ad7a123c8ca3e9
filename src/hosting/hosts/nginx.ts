// nginx: a location of its own for each file.

import { defineHosting, type Hosting, type Redirect, type Want } from "../hosting.ts";
import { headersFor } from "../served-headers.ts";

/** nginx, 1.7.5 (2014) or newer. */
export const nginx: Hosting = defineHosting({
  name: "nginx",
  title: "nginx",
  proof: "run",
  documentation: "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
  pitfalls: [
    "A location that has one `add_header` loses all those of the server block: repeat there what the file still needs.",
    "Without `always`, `add_header` speaks on a few statuses only.",
    "`add_header` adds and never replaces: where an application behind `proxy_pass` sends the header too, there are two. Mend it there, or hide the other with `proxy_hide_header`.",
    "`default_type` counts for files only. Behind `proxy_pass` the application gives the media type.",
    "A file without an extension gets the `default_type`, which is application/octet-stream or text/plain in most installations.",
    "`location ~ /\\.` with `deny all`, which many sites have, hides `/.well-known/` too. An exact location (`location =`) goes before it.",
    "`gzip` turns an ETag weak (`W/`). It still answers 304.",
  ],
  advise(wants, redirects) {
    const text = [...wants.map(location), ...redirects.map(redirection)].join("\n");
    const where =
      "in the server block of the site; where it has a location for that very path already, only the lines between the braces, into it";
    return [{ where, text, include: "server-cards.nginx.conf" }];
  },
});

/** A relative Location: behind a proxy nginx does not know by which scheme and port it is called. */
function redirection({ from, to }: Redirect): string {
  return `location = ${from} {\n    absolute_redirect off;\n    add_header Access-Control-Allow-Origin "*" always;\n    return 301 ${to};\n}\n`;
}

function location({ path, mediaType, needs }: Want): string {
  const lines: string[] = [];
  // An empty table of extensions, so that ".json" does not win over the media type.
  if (needs.includes("content-type")) lines.push("types { }", `default_type ${mediaType};`);
  if (needs.includes("etag")) lines.push("etag on;");
  // What `return` sends in an `if` carries the headers of the location around it.
  if (needs.includes("preflight")) lines.push("if ($request_method = OPTIONS) { return 204; }");
  for (const { name, value } of headersFor(needs)) lines.push(`add_header ${name} "${value}" always;`);
  return `location = ${path} {\n${lines.map((line) => `    ${line}\n`).join("")}}\n`;
}

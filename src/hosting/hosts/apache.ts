// Apache httpd: one Location for each document.

import type { Hosting } from "../hosting.ts";
import { sharedHeaders } from "../served.ts";

/** `Header always` so that 304 and OPTIONS carry them too; OPTIONS on a file is answered by httpd itself. */
export const apache: Hosting = {
  name: "apache",
  title: "Apache httpd",
  guess: ({ server = "" }) => /^apache\b/i.test(server),
  configure: (served) => [
    {
      where: "in the virtual host, with mod_headers enabled (a2enmod headers)",
      text: served
        .map(({ path, mediaType }) =>
          [
            `<Location "${path}">`,
            `    ForceType ${mediaType}`,
            ...sharedHeaders.map(([name, value]) => `    Header always set ${name} "${value}"`),
            "</Location>",
          ].join("\n"),
        )
        .join("\n"),
    },
  ],
  cannot: [],
  pitfalls: [
    "Without mod_headers the configuration is refused: enable it first.",
    "mod_deflate adds -gzip to the ETag; DeflateAlterETag NoChange keeps If-None-Match working.",
    "A RewriteRule that sends every path to an application also takes /.well-known: except it there.",
  ],
  proved: "run",
};

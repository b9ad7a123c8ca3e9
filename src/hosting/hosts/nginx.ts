// nginx: one exact location for each document.

import type { Hosting } from "../hosting.ts";
import { sharedHeaders } from "../served.ts";

/** `add_header` of outer blocks is not inherited where a location has its own, so each location says all. */
export const nginx: Hosting = {
  name: "nginx",
  title: "nginx",
  guess: ({ server = "" }) => /^(?:nginx|openresty)\b/i.test(server),
  configure: (served) => [
    {
      where: "in the server block",
      text: served
        .map(({ path, mediaType }) =>
          [
            `location = ${path} {`,
            "    types { }",
            `    default_type ${mediaType};`,
            ...sharedHeaders.map(([name, value]) => `    add_header ${name} "${value}" always;`),
            "    if ($request_method = OPTIONS) { return 204; }",
            "}",
          ].join("\n"),
        )
        .join("\n"),
    },
  ],
  cannot: [],
  pitfalls: [
    "add_header lines of an outer block do not count in a location that has its own.",
    "A rule that denies hidden files (location ~ /\\.) also closes /.well-known: exact locations come before it.",
    "gzip makes the ETag weak; nginx then answers the weak tag with 304 all the same.",
  ],
  proved: "run",
};

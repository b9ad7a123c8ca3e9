// Caddy: a matcher for each document, headers on it, and an answer for its preflight.

import type { Hosting } from "../hosting.ts";
import { sharedHeaders } from "../served.ts";

/** Matchers have names of our own, one a document, so that several snippets stand side by side. */
export const caddy: Hosting = {
  name: "caddy",
  title: "Caddy",
  guess: ({ server = "", via = "" }) => /^caddy\b/i.test(server) || /\bcaddy\b/i.test(via),
  configure: (served) => [
    {
      where: "in the site block",
      text: served
        .map(({ path, mediaType }, index) => {
          const name = `discovery${index + 1}`;
          return [
            `@${name} path ${path}`,
            `header @${name} {`,
            `    Content-Type ${mediaType}`,
            ...sharedHeaders.map(([header, value]) => `    ${header} "${value}"`),
            "}",
            `@${name}Preflight {`,
            "    method OPTIONS",
            `    path ${path}`,
            "}",
            `respond @${name}Preflight 204`,
          ].join("\n");
        })
        .join("\n"),
    },
  ],
  cannot: [],
  pitfalls: [
    "handle blocks are taken one at a time: inside of them the lines must stand in the block that serves the file.",
    "try_files for a single-page application answers /.well-known paths with its page: except them there.",
  ],
  proved: "run",
};

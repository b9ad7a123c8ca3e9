// The `_redirects` file, which two hosts read alike: from, to and status on a line.

import type { Redirect, Step } from "./hosting.ts";

/** Gives the step that writes `_redirects`; none where nothing is to be led on. */
export function redirectsFile(redirects: readonly Redirect[]): readonly Step[] {
  if (redirects.length === 0) return [];
  return [
    {
      where: "in the file _redirects at the root of the folder that is deployed, above any catch-all",
      text: redirects.map(({ from, to }) => `${from} ${to} 301\n`).join(""),
      file: { in: "site", path: "_redirects" },
    },
  ];
}

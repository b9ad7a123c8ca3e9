// The `_headers` file that several static hosts read.

import { type Served, sharedHeaders } from "./served.ts";

/** One block a path, its headers indented below. */
export function headersFile(served: readonly Served[]): string {
  return served
    .map(({ path, mediaType }) =>
      [path, `  Content-Type: ${mediaType}`, ...sharedHeaders.map(([name, value]) => `  ${name}: ${value}`)].join("\n"),
    )
    .join("\n");
}

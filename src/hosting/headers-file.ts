// The `_headers` file, which two hosts read alike: a path on a line of its own, its headers indented below.

import type { Step, Want } from "./hosting.ts";
import { headersWithType } from "./served-headers.ts";

/** Gives the step that writes `_headers`; none where no header is missing. */
export function headersFile(wants: readonly Want[]): readonly Step[] {
  const blocks = wants.flatMap((want) => {
    const lines = headersWithType(want).map(({ name, value }) => `  ${name}: ${value}\n`);
    return lines.length > 0 ? [`${want.path}\n${lines.join("")}`] : [];
  });
  if (blocks.length === 0) return [];
  return [
    {
      where: "in the file _headers at the root of the folder that is deployed",
      text: blocks.join("\n"),
      file: { in: "site", path: "_headers" },
    },
  ];
}

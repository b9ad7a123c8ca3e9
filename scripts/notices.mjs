// Writes down whose code is in what we ship.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Gives the licences of the packages that esbuild put into our files, from its accounts of them. `root` is the project's folder. */
export function notices(metafiles, root) {
  const names = new Set();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) names.add(match[1]);
  }
  const parts = [...names].sort().map((name) => {
    const folder = join(root, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "license", "LICENSE.txt", "License.md"].find((f) =>
      existsSync(join(folder, f)),
    );
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : "No licence file."}\n`;
  });
  return parts.join(`\n${"-".repeat(78)}\n\n`);
}

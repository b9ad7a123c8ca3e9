// What `init` wrote, and what to do with it.

import { printable } from "../../src/document/printable.ts";
import { airIdentifier } from "../../src/publish/identifier.ts";
import type { TextLayout } from "./diagnostics.ts";

/** Formats the answer: the file with the card's name and version, then the next steps. */
export function initText(
  { file, name, version }: { readonly file: string; readonly name: string; readonly version: string },
  { palette }: TextLayout,
): string {
  const path = printable(file);
  return `${palette.strong(`${path} · ${printable(name)} ${printable(version)}`)}

Next:
  look at it: its name is for ${printable(airIdentifier(name).domain)} to serve (--domain names another)
  mcp-discover publish ${path} --out public --for nginx   (or netlify, vercel, github-pages, …)
  in CI: mcp-discover validate --fail-on warning ${path}
`;
}

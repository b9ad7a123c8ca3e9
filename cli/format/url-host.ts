// The host of a URL as it is shown: as written where a template hides it.

import { printable } from "../../src/document/printable.ts";

/** Gives the authority of an http(s) URL, safe to print; any other text whole. */
export function hostOf(url: string): string {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
  return printable(authority === undefined || authority === "" ? url : authority);
}

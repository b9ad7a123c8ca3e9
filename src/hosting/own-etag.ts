// What can be said of a missing ETag where the host makes its own for every static file.

import { anyNeeds, type Given, type Want } from "./hosting.ts";

/** Says it for hosts that answer conditional requests by themselves, where that is missing. */
export function ownEtag(title: string, wants: readonly Want[]): readonly Given[] {
  if (!anyNeeds(wants, "etag")) return [];
  const given = `${title} sends an ETag with each file and answers 304 by itself`;
  return [{ given, ifMissing: "look for what answers in place of the file: a function, an application or a proxy" }];
}

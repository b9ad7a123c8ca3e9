// Asks DNS for the texts of a name, within a bound: hints for people, never an authority for anything.

import { promises } from "node:dns";
import { dnsTimeoutMs } from "./limits.ts";

/** Texts of one name that are looked at, and characters of each. */
const maxTexts = 16;
const maxTextUnits = 1024;

/** Gives the TXT records of a name, each joined and cut; none where there are none, or DNS does not answer. Never rejects. */
export type TextLookup = (name: string) => Promise<readonly string[]>;

/** Makes a lookup. `servers` are `address:port`; without them, the system's. `most`: records of a name that are looked at. */
export function createTextLookup(servers?: readonly string[], most: number = maxTexts): TextLookup {
  return async (name) => {
    const resolver = new promises.Resolver({ timeout: 1000, tries: 2 });
    if (servers !== undefined) resolver.setServers(servers);
    const timer = setTimeout(() => resolver.cancel(), dnsTimeoutMs);
    try {
      const records = await resolver.resolveTxt(name);
      return records.slice(0, most).map((parts) => parts.join("").slice(0, maxTextUnits));
    } catch {
      return []; // A hint that is not there is none.
    } finally {
      clearTimeout(timer);
    }
  };
}

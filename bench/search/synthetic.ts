// Servers that do not exist, as many as are wanted: names, hosts, words and headers as real cards have them, by a Zipf law.

import type { Claim } from "../../src/crawl/frontier.ts";
import { claimOf } from "../../test/support/visits.ts";

/** Words that cards about services use most; the rest of the vocabulary is made of syllables. */
const common =
  "search data api tools documents access files web code project content images query database manage analytics payments calendar email weather maps issues agents cloud deploy video travel crypto news market docs notes tasks chat voice health legal stock invoice".split(
    " ",
  );

const syllables =
  "ka lo mi ra te su no vi da re po li ta ne co ma si ver gen tor lan mer den ron fil tex gra plo bri ser".split(" ");

/** Words in all. */
export const vocabularySize = 20_000;

/** A pseudo-random source that gives the same numbers each time: 0 to 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The vocabulary, the most common word first. */
export function vocabulary(): readonly string[] {
  const random = createRandom(7);
  const words = new Set(common);
  const syllable = () => syllables[Math.floor(random() * syllables.length)] ?? "";
  while (words.size < vocabularySize) {
    const length = 2 + Math.floor(random() * 3);
    words.add(Array.from({ length }, syllable).join(""));
  }
  return [...words];
}

/** Gives the claims of synthetic servers, the same for the same number each time. */
export function createServers(at: Date): (index: number) => Claim {
  const words = vocabulary();
  const domains = ["com", "dev", "io", "ai", "org", "co.uk"];
  return (index) => {
    const random = createRandom(index + 1);
    for (let skip = 0; skip < 4; skip += 1) random();
    const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    // Zipf: rank r has a share of about 1/r.
    const word = () => words[Math.floor(words.length ** random()) - 1] ?? "";
    const some = (count: number) => Array.from({ length: count }, word);
    const title = some(1 + Math.floor(random() * 3)).join(" ");
    const domain = `${word()}${Math.floor(index / 3)}.${one(domains)}`;
    const host = random() < 0.7 ? `mcp.${domain}` : domain;
    const name = `${host.split(".").reverse().join(".")}/${title.replaceAll(" ", "-")}-${index % 3}`;
    const auth = random();
    return claimOf(host, name, `1.${Math.floor(random() * 9)}.0`, {
      at,
      cardUrl: `https://${host}/${index}/server-card`,
      catalogUrl: catalogOf(index),
      listingHost: new URL(catalogOf(index)).hostname,
      ...(random() < 0.2 && { identifier: `urn:air:${domain}:mcp:${index}` }),
      tags: some(Math.floor(random() * 6)),
      card: {
        title: title.replace(/^./, (letter) => letter.toUpperCase()),
        description: `The server for ${some(4 + Math.floor(random() * 8)).join(" ")}`.slice(0, 100),
        ...(random() < 0.3 && { icons: [{ src: `https://${host}/icon.png` }] }),
        remotes: [
          {
            type: random() < 0.85 ? "streamable-http" : "sse",
            url: `https://${host}/mcp`,
            ...(random() < 0.5 && { supportedProtocolVersions: [one(["2025-03-26", "2025-06-18", "2025-11-25"])] }),
            ...(auth < 0.4 && { headers: [{ name: "Authorization", isRequired: auth < 0.3, isSecret: true }] }),
          },
        ],
      },
    });
  };
}

/** Servers that one catalog lists: the most that a crawl reads of one. */
export const perCatalog = 1_000;

/** The catalog that lists a server. */
function catalogOf(index: number): string {
  return `https://list${Math.floor(index / perCatalog)}.example.com/.well-known/ai-catalog.json`;
}

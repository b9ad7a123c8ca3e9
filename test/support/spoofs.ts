// Ways to talk as somebody else, as a table: what each host serves, and what may be shown when all have been visited.

import type { Claim, HostResult } from "../../src/crawl/frontier.ts";
import { gatherEvidence } from "../../src/evidence/gather.ts";
import type { Answer } from "../../src/http/exchange.ts";
import { type Clock, claimOf, visitOf } from "./visits.ts";

/** One card as one visit finds it. The way to it decides what it proves, by the code that the crawler uses. */
export interface Say {
  /** Its title tells who really wrote it. */
  readonly title: string;
  readonly name?: string;
  readonly version?: string;
  /** The URLs on the way to the card; absent for one that stands in the catalog. */
  readonly card?: readonly string[];
  /** The card's media type. */
  readonly type?: string;
  /** The URLs on the way to the catalog: the visited host's own where nothing is said, false for none. */
  readonly catalog?: readonly string[] | false;
  readonly remotes?: readonly string[];
  readonly repositoryId?: string;
  readonly refusals?: Claim["refusals"];
}

/** One visit. `down`: for how many days it then finds that the name does not exist. */
export interface Step {
  readonly host: string;
  readonly says: readonly Say[];
  readonly parts?: Partial<HostResult>;
  readonly daysLater?: number;
}

export interface SpoofCase {
  readonly title: string;
  readonly steps: readonly Step[];
  /** What is listed at the end, in any order of the steps: `name version title`, and `proved` where the badge stands. */
  readonly shown?: readonly string[];
  /** Titles that must never be listed once every step was taken. */
  readonly never?: readonly string[];
  /** Of these titles, one that comes after another one is not proved before a week has gone by. */
  readonly settling?: readonly string[];
  /** It only has to settle where the step before was the name's absence. */
  readonly afterAbsence?: true;
  /** Hosts that never said that they want the traffic. */
  readonly unwilling?: readonly string[];
}

export const theName = "com.example/weather";
export const evil = "mallory.example.net";
const wellKnown = (host: string): string => `https://${host}/.well-known/ai-catalog.json`;

function answerOver(urls: readonly string[], type = "application/json"): Answer {
  const hops = urls.map((url) => ({ url, status: 200, tls: url.startsWith("https:") }));
  return { status: 200, headers: { "content-type": type }, bytes: new Uint8Array(), hops, ms: 1 };
}

function hostAt(urls: readonly string[]): string {
  return new URL(urls.at(-1) ?? "").hostname;
}

/** The claim that a crawl makes of what is said. */
export function claimFrom(host: string, say: Say, index: number, at: Date): Claim {
  const { name = theName, version = "1.0.0", title, remotes = [], repositoryId: id } = say;
  const catalog = say.catalog === false ? undefined : (say.catalog ?? [wellKnown(host)]);
  const way = say.card ?? catalog ?? [];
  const endpoints = remotes.map((url) => new URL(url).hostname);
  const [card, listing] = [answerOver(way, say.type), catalog && answerOver(catalog)];
  const {
    catalogUrl: _,
    listingHost: __,
    ...claim
  } = claimOf(host, name, version, {
    at,
    card: {
      title,
      ...(remotes.length > 0 && { remotes: remotes.map((url) => ({ type: "streamable-http", url }) as const) }),
      ...(id !== undefined && { repository: { url: "https://example.com/git", source: "git", id } }),
    },
    cardUrl: say.card?.[0] ?? `${catalog?.[0]}#/entries/${index}/data`,
    hostingHost: hostAt(way),
    endpointHosts: endpoints,
    evidence: gatherEvidence({ name, card, endpoints, ...(listing && { catalog: listing }) }, at),
    refusals: say.refusals ?? [],
  });
  return catalog ? { ...claim, catalogUrl: catalog[0] ?? "", listingHost: hostAt(catalog) } : claim;
}

/** The visit that a step makes. */
export function visitFrom({ host, says, parts }: Step, clock: Clock): HostResult {
  const claims = says.map((say, index) => claimFrom(host, say, index, clock()));
  return visitOf(host, claims, clock(), { observations: [], ...parts });
}

const real = (parts: Partial<Say> = {}): Step => ({ host: "example.com", says: [{ title: "Real", ...parts }] });
const fake = (parts: Partial<Say> = {}, host = evil): Step => ({ host, says: [{ title: "Fake", ...parts }] });
const holds = [`${theName} 1.0.0 Real proved`];

/** Each must hold in every order of its steps. */
export const spoofCases: readonly SpoofCase[] = [
  { title: "the same version from elsewhere", steps: [real(), fake()], shown: holds },
  { title: "a higher version from elsewhere", steps: [real(), fake({ version: "9.0.0" })], shown: holds },
  {
    title: "a version between the holder's own",
    steps: [
      { host: "example.com", says: ["1.0.0", "3.0.0"].map((version) => ({ title: "Real", version })) },
      fake({ version: "2.0.0" }),
    ],
    shown: [`${theName} 1.0.0 Real proved`, `${theName} 3.0.0 Real proved`],
  },
  { title: "a case twin of the name", steps: [real(), fake({ name: "com.Example/Weather" })], shown: holds },
  {
    title: "the name's own host over plain http, by a man in the middle",
    steps: [
      real(),
      { ...fake({ catalog: ["http://example.com/.well-known/ai-catalog.json"] }), host: "example.com:80" },
    ],
    never: ["Fake"],
  },
  {
    title: "plain http alone",
    steps: [{ ...fake({ catalog: ["http://example.com/.well-known/ai-catalog.json"] }), host: "example.com:80" }],
    shown: [`${theName} 1.0.0 Fake`],
  },
  {
    title: "many hosts that agree with each other",
    steps: [real(), ...["a", "b", "c"].map((letter) => fake({ version: "9.0.0" }, `${letter}.example.net`))],
    shown: holds,
  },
  {
    title: "many hosts that agree, and nobody who proves it",
    steps: ["a", "b", "c"].map((letter) => fake({ version: "1.0.0" }, `${letter}.example.net`)),
    shown: [`${theName} 1.0.0 Fake`],
  },
  {
    title: "a stranger's catalog that lists the holder's card",
    steps: [real({ card: ["https://example.com/w"] }), fake({ title: "Real", card: ["https://example.com/w"] })],
    shown: holds,
  },
  {
    title: "a copy of the holder's card on another host",
    steps: [real({ card: ["https://example.com/w"] }), fake({ card: [`https://${evil}/w`] })],
    shown: holds,
  },
  {
    title: "a card that nobody lists",
    steps: [real(), fake({ catalog: false, card: [`https://${evil}/w`] })],
    shown: holds,
  },
  { title: "a subdomain of the holder", steps: [real(), fake({ version: "9.0.0" }, "user.example.com")], shown: holds },
  {
    title: "the parent of the holder",
    steps: [
      { host: "shop.example.com", says: [{ title: "Real", name: "com.example.shop/x" }] },
      { host: "example.com", says: [{ title: "Fake", name: "com.example.shop/x", version: "9.0.0" }] },
    ],
    shown: ["com.example.shop/x 1.0.0 Real proved"],
  },
  {
    title: "a name that begins as the holder's does",
    steps: [{ host: "example.com", says: [{ title: "Fake", name: "com.example.bank/x" }] }],
    shown: ["com.example.bank/x 1.0.0 Fake"],
  },
  {
    title: "a holder whose card may not be listed: nobody takes its place",
    steps: [real({ refusals: ["card/secret-literal"] }), fake()],
    shown: [],
  },
  {
    title: "a refused fake",
    steps: [real(), fake({ version: "9.0.0", refusals: ["admission/hidden-text"] })],
    shown: holds,
  },
  {
    title: "JSON uploaded to the holder's host as a picture",
    steps: [
      real(),
      {
        ...fake({ version: "9.0.0", catalog: false, card: ["https://example.com/u.png"], type: "image/png" }),
        host: "https://example.com/u.png",
      },
    ],
    shown: holds,
  },
  {
    title: "JSON uploaded to the holder's host as text, and listed elsewhere",
    steps: [real(), fake({ version: "9.0.0", card: ["https://example.com/u"], type: "text/plain" })],
    shown: holds,
  },
  {
    title: "an open redirect of the holder to a stranger's card",
    steps: [
      real(),
      {
        ...fake({ version: "9.0.0", catalog: false, card: ["https://example.com/go", `https://${evil}/w`] }),
        host: "https://example.com/go",
      },
    ],
    shown: holds,
  },
  {
    title: "an open redirect of the holder, listed by the holder's own catalog",
    steps: [
      real(),
      {
        ...fake({
          version: "9.0.0",
          catalog: ["https://example.com/old.json"],
          card: ["https://example.com/go", `https://${evil}/w`],
        }),
        host: "https://example.com/old.json",
      },
    ],
    shown: holds,
  },
  {
    title: "a stranger's redirect to the holder's host",
    steps: [
      real(),
      fake({ version: "9.0.0", catalog: false, card: [`https://${evil}/go`, "https://example.com/echo?q=1"] }),
    ],
    shown: holds,
  },
  {
    title: "the bare suffix that many share",
    steps: [{ host: "github.io", says: [{ title: "Fake", name: "io.github/x" }] }],
    shown: ["io.github/x 1.0.0 Fake"],
  },
  {
    title: "one tenant of a shared suffix who speaks for another",
    steps: [
      { host: "alice.github.io", says: [{ title: "Real", name: "io.github.alice/x" }] },
      { host: "bob.github.io", says: [{ title: "Fake", name: "io.github.alice/x", version: "9.0.0" }] },
    ],
    shown: ["io.github.alice/x 1.0.0 Real proved"],
  },
  {
    title: "a name under a suffix of hosts, from the account of the same name elsewhere",
    steps: [{ host: "alice.example.net", says: [{ title: "Fake", name: "io.github.alice/x" }] }],
    shown: ["io.github.alice/x 1.0.0 Fake"],
  },
  {
    title: "an address in place of a name",
    steps: [{ host: "192.0.2.7", says: [{ title: "Fake", name: "7.2.0.192/x" }] }],
    shown: ["7.2.0.192/x 1.0.0 Fake"],
  },
  {
    title: "letters of another script that look alike",
    steps: [real(), { host: "xn--xample-2of.com", says: [{ title: "Fake", name: "com.\u0435xample/weather" }] }],
    shown: [...holds, "com.\u0435xample/weather 1.0.0 Fake"],
  },
  {
    title: "A lists what B serves under the name of C",
    steps: [
      real(),
      { host: "a.example.org", says: [{ title: "Fake", version: "2.0.0", card: ["https://b.example.net/w"] }] },
      { host: "b.example.net", says: [{ title: "Fake", version: "2.0.0", card: ["https://b.example.net/w"] }] },
    ],
    shown: holds,
  },
  {
    title: "the holder's catalog leads to a stranger's catalog, which speaks for the holder",
    steps: [
      real(),
      {
        host: "example.com/partners",
        says: [{ title: "Fake", version: "9.0.0", catalog: [`https://${evil}/cat.json`] }],
        parts: { readWhole: [] },
      },
    ],
    shown: holds,
  },
  {
    title: "the holder's own catalog lists a card over plain http",
    steps: [fake({ card: ["http://example.com/w"] }, "example.com")],
    shown: [`${theName} 1.0.0 Fake`],
  },
  {
    title: "a stranger's name with a victim's endpoint",
    steps: [
      {
        host: "victim-site.org",
        says: [{ title: "Real", name: "org.victim-site/x", remotes: ["https://mcp.victim-site.org/mcp"] }],
      },
      {
        host: evil,
        says: [{ title: "Fake", name: "net.example.mallory/x", remotes: ["https://mcp.victim-site.org/mcp"] }],
      },
    ],
    shown: ["net.example.mallory/x 1.0.0 Fake proved", "org.victim-site/x 1.0.0 Real proved"],
    unwilling: ["mcp.victim-site.org"],
  },
  {
    title: "a victim's endpoint, and a card of the victim under the same name",
    steps: [
      {
        host: "evil-site.net",
        says: [{ title: "Fake", name: "net.evil-site/x", remotes: ["https://victim-site.org/mcp"] }],
      },
      {
        host: "victim-site.org",
        says: [{ title: "Other", name: "net.evil-site/x", card: ["https://victim-site.org/w"] }],
      },
    ],
    shown: ["net.evil-site/x 1.0.0 Fake proved"],
    unwilling: ["victim-site.org"],
  },
  {
    title: "a third party that lists the card beside its maker, for an endpoint that does not",
    steps: [
      {
        host: "evil-site.net",
        says: [
          {
            title: "Fake",
            name: "net.evil-site/x",
            card: ["https://evil-site.net/w"],
            remotes: ["https://victim-site.org/mcp"],
          },
        ],
      },
      {
        host: "third.example.org",
        says: [
          {
            title: "Fake",
            name: "net.evil-site/x",
            card: ["https://evil-site.net/w"],
            remotes: ["https://victim-site.org/mcp"],
          },
        ],
      },
    ],
    shown: ["net.evil-site/x 1.0.0 Fake proved"],
    unwilling: ["victim-site.org"],
  },
  {
    title: "a victim's endpoint in a catalog of the victim's that a man in the middle wrote",
    steps: [
      {
        host: "victim-site.org:80",
        says: [
          {
            title: "Fake",
            name: "net.evil-site/x",
            catalog: ["http://victim-site.org/.well-known/ai-catalog.json"],
            remotes: ["https://mcp.victim-site.org/mcp"],
          },
        ],
      },
    ],
    shown: ["net.evil-site/x 1.0.0 Fake"],
    unwilling: ["mcp.victim-site.org"],
  },
  {
    title: "an endpoint with another tenant of a shared suffix",
    steps: [
      {
        host: "alice.github.io",
        says: [{ title: "Fake", name: "io.github.alice/x", remotes: ["https://bob.github.io/mcp"] }],
      },
    ],
    shown: ["io.github.alice/x 1.0.0 Fake proved"],
    unwilling: ["bob.github.io"],
  },
  {
    title: "a flood of versions",
    steps: [
      real(),
      { host: evil, says: Array.from({ length: 60 }, (_, index) => ({ title: "Fake", version: `${index + 2}.0.0` })) },
    ],
    shown: holds,
  },
  {
    title: "versions that are no versions",
    steps: [
      real(),
      {
        host: evil,
        says: ["latest!", "999999999999999999999.0.0", "", "1.0.0+a"].map((version) => ({ title: "Fake", version })),
      },
    ],
    shown: holds,
  },
  {
    title: "a stranger who empties its catalog, shuts us out, and is gone",
    steps: [
      real(),
      { host: evil, says: [] },
      {
        host: evil,
        says: [],
        parts: { outcome: "refused", readWhole: [], failure: { code: "robots", message: "no", url: wellKnown(evil) } },
      },
      {
        host: evil,
        says: [],
        parts: {
          outcome: "none",
          readWhole: [],
          observations: [{ url: wellKnown(evil), at: new Date(0), outcome: "absent", status: 410 }],
        },
      },
    ],
    shown: holds,
  },
  {
    title: "a stranger who lists the holder's card, and takes it back",
    steps: [
      real({ card: ["https://example.com/w"] }),
      fake({ title: "Real", card: ["https://example.com/w"] }),
      { host: evil, says: [] },
    ],
    shown: holds,
  },
  {
    title: "a stranger whose traffic goes everywhere cannot cast a doubt on the holder",
    steps: [
      real({ remotes: ["https://example.com/mcp"] }),
      fake({ version: "1.0.0", remotes: ["https://a.example.org/mcp"] }),
      fake({ version: "1.0.1", remotes: ["https://b.example.org/mcp"], repositoryId: "9" }),
    ],
    shown: holds,
  },
  {
    title: "the holder's traffic is led away",
    steps: [
      real({ remotes: ["https://example.com/mcp"] }),
      real({ title: "Taken", version: "1.0.1", remotes: ["https://collector.example.net/mcp"] }),
    ],
    settling: ["Taken"],
  },
  {
    title: "the holder's words stay and only the traffic is led away",
    steps: [
      real({ title: "First", remotes: ["https://example.com/mcp"] }),
      real({ title: "Taken", remotes: ["https://collector.example.net/mcp"] }),
    ],
    settling: ["Taken"],
  },
  {
    title: "the holder's card moves to a stranger's domain",
    steps: [
      real({ title: "First", card: ["https://example.com/w"] }),
      real({ title: "Taken", card: [`https://${evil}/w`] }),
    ],
    settling: ["Taken"],
  },
  {
    title: "another repository under the same URL",
    steps: [real({ title: "First", repositoryId: "1" }), real({ title: "Taken", repositoryId: "2" })],
    settling: ["First", "Taken"],
  },
  {
    title: "a name that was gone for weeks and comes back",
    steps: [
      real({ title: "First" }),
      { host: "example.com", says: [], daysLater: 20 },
      real({ title: "Second", version: "1.0.0" }),
    ],
    settling: ["First", "Second"],
    afterAbsence: true,
  },
  {
    title: "a stranger who waits until the holder has left",
    steps: [real(), { host: "example.com", says: [] }, fake({ version: "2.0.0" })],
  },
  {
    title: "a stranger who waits until the proof has lapsed",
    steps: [
      { ...real(), daysLater: 40 },
      { ...fake({ version: "2.0.0" }), daysLater: 40 },
    ],
    never: ["Fake"],
  },
  {
    title: "two strangers race for a name that nobody proves",
    steps: [
      fake({ title: "Fake" }, "a.example.net"),
      fake({ title: "Fake" }, "b.example.net"),
      fake({ title: "Fake" }, "c.example.net"),
    ],
    shown: [`${theName} 1.0.0 Fake`],
  },
];

// The hosts of a simulated week: every temperament that a crawler meets, each a function of the time.

import { cardOf, catalogOf, entryOf } from "./web.ts";

export const minute = 60_000;
export const hour: number = 60 * minute;
export const day: number = 24 * hour;

/** What a host answers; `hang` and `no-name` are no answers. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | "hang"
  | "no-name";

/** One host: what it answers at a path, so many milliseconds after the week's beginning, the nth time it is asked. */
export interface WeekHost {
  readonly name: string;
  readonly temper: string;
  /** It answers, lets us in, and has something to show all week. */
  readonly healthy: boolean;
  readonly latencyMs: number;
  reply(path: string, at: number, nth: number): Reply;
}

interface Temper {
  readonly hosts: number;
  readonly healthy?: true;
  readonly latencyMs?: number;
  readonly robots?: (at: number, index: number) => Reply;
  readonly page: (path: string, ask: { name: string; index: number; at: number; nth: number }) => Reply;
}

export const catalogPath = "/.well-known/ai-catalog.json";
const json = { "content-type": "application/json" };
const nothing: Reply = { status: 404, body: "nothing here" };

function site(
  name: string,
  path: string,
  { cards = 1, headers = {}, word = "", host = name }: SiteOptions = {},
): Reply {
  const at = Array.from({ length: cards }, (_, n) => `/cards/${n}`);
  if (path === catalogPath) {
    const entries = at.map((card) => entryOf(card.replaceAll("/", "-").slice(1), `https://${host}${card}`));
    return { status: 200, headers: { ...json, ...headers }, body: JSON.stringify(catalogOf(entries)) };
  }
  if (!at.includes(path)) return nothing;
  const card = cardOf(`com.example.${name.split(".")[0]}/s${path.slice(7)}`, { description: `Answers ${word}`.trim() });
  return { status: 200, headers: { ...json, ...headers }, body: JSON.stringify(card) };
}

interface SiteOptions {
  readonly cards?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly word?: string;
  /** Where the cards are. */
  readonly host?: string;
}

function tagged(name: string, path: string, options: SiteOptions = {}): Reply {
  const reply = site(name, path, options);
  if (typeof reply === "string" || reply.status !== 200) return reply;
  const etag = `"${options.word ?? ""}-${path.length}-${options.cards ?? 1}"`;
  return { ...reply, headers: { ...reply.headers, etag } };
}

const robots = (text: string): Reply => ({ status: 200, headers: { "content-type": "text/plain" }, body: text });
const httpDate = (ms: number): string => new Date(ms).toUTCString();

/** When the week begins. */
export const weekStart = "2026-11-02T00:00:00Z";

/** The host that many catalogs point at. */
export const victim = "victim.example.net";

const tempers: Readonly<Record<string, Temper>> = {
  steady: { hosts: 620, healthy: true, page: (path, { name }) => tagged(name, path) },
  dated: {
    hosts: 60,
    healthy: true,
    page: (path, { name }) => site(name, path, { headers: { "last-modified": httpDate(Date.parse("2026-10-01")) } }),
  },
  slow: { hosts: 120, healthy: true, latencyMs: 2_500, page: (path, { name }) => tagged(name, path, { cards: 1 }) },
  forbidding: {
    hosts: 120,
    robots: () => robots("User-agent: *\nDisallow: /"),
    page: (path, { name }) => tagged(name, path),
  },
  "forbids cards": {
    hosts: 50,
    healthy: true,
    robots: () => robots("User-agent: *\nDisallow: /cards/1"),
    page: (path, { name }) => tagged(name, path, { cards: 2 }),
  },
  "forbids from the fourth day": {
    hosts: 40,
    robots: (at) => robots(at < 3 * day ? "" : "User-agent: mcp-discover\nDisallow: /"),
    page: (path, { name }) => tagged(name, path),
  },
  "wants pauses": {
    hosts: 60,
    healthy: true,
    robots: (_, index) => robots(`User-agent: *\nCrawl-delay: ${[3, 20, 300][index % 3]}`),
    page: (path, { name }) => tagged(name, path),
  },
  tired: {
    hosts: 60,
    page: (path, { name, index, at, nth }) => {
      if (path !== catalogPath || nth % 2 === 0) return tagged(name, path);
      const seconds = [30, 7_200, 200_000][index % 3] ?? 0;
      const after = index % 2 === 0 ? String(seconds) : httpDate(Date.parse(weekStart) + at + seconds * 1000);
      return { status: index % 5 === 0 ? 503 : 429, headers: { "retry-after": after } };
    },
  },
  broken: { hosts: 50, page: () => ({ status: 500 }) },
  "robots.txt breaks": {
    hosts: 40,
    robots: (at) => (at < day ? robots("User-agent: *\nDisallow: /cards/1") : { status: 503 }),
    page: (path, { name }) => tagged(name, path, { cards: 2 }),
  },
  flapping: {
    hosts: 40,
    page: (path, { name, at }) => (Math.floor(at / (10 * hour)) % 2 === 0 ? tagged(name, path) : { status: 502 }),
  },
  "changes daily": {
    hosts: 60,
    healthy: true,
    page: (path, { name, at }) => tagged(name, path, { word: `day-${Math.floor(at / day)}` }),
  },
  "changes always, for an hour each": {
    hosts: 5,
    healthy: true,
    page: (path, { name, at }) =>
      tagged(name, path, {
        cards: 1,
        headers: { "cache-control": "max-age=3600" },
        word: `minute-${Math.floor(at / minute)}`,
      }),
  },
  "fresh for an hour": {
    hosts: 40,
    healthy: true,
    page: (path, { name }) => tagged(name, path, { headers: { "cache-control": "max-age=3600" } }),
  },
  "fresh for a year": {
    hosts: 30,
    healthy: true,
    page: (path, { name }) => tagged(name, path, { headers: { "cache-control": "max-age=31536000" } }),
  },
  "no validators": { hosts: 90, healthy: true, page: (path, { name }) => site(name, path) },
  "no-store": {
    hosts: 20,
    healthy: true,
    page: (path, { name }) => tagged(name, path, { headers: { "cache-control": "no-store" } }),
  },
  "catch-all": {
    hosts: 100,
    robots: () => ({
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<!doctype html><title>Shop</title>",
    }),
    page: () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<!doctype html><title>Shop</title>" }),
  },
  "gone after three days": {
    hosts: 40,
    page: (path, { name, at }) => (at < 3 * day ? tagged(name, path) : { status: 410 }),
  },
  "not found after three days": {
    hosts: 40,
    page: (path, { name, at }) => (at < 3 * day ? tagged(name, path) : nothing),
  },
  "not to be indexed": {
    hosts: 40,
    healthy: true,
    page: (path, { name }) => tagged(name, path, { headers: { "x-robots-tag": "noindex" } }),
  },
  "redirects on the host": {
    hosts: 25,
    healthy: true,
    page: (path, { name }) =>
      path === catalogPath
        ? { status: 301, headers: { location: "/catalog" } }
        : tagged(name, path === "/catalog" ? catalogPath : path),
  },
  "redirects in a circle": { hosts: 10, page: () => ({ status: 302, headers: { location: catalogPath } }) },
  "huge catalog": { hosts: 3, healthy: true, page: (path, { name }) => tagged(name, path, { cards: 120 }) },
  "points at a third": { hosts: 15, page: (path, { name }) => tagged(name, path, { cards: 40, host: victim }) },
  absent: { hosts: 160, page: () => nothing },
  "no such name": { hosts: 50, robots: () => "no-name", page: () => "no-name" },
  "lets us hang": { hosts: 40, robots: () => "hang", page: () => "hang" },
};

function hostOf(temper: string, index: number, given: Temper): WeekHost {
  const name = `${temper.replaceAll(/[^a-z]+/g, "-")}-${index}.example.com`;
  return {
    name,
    temper,
    healthy: given.healthy === true,
    latencyMs: given.latencyMs ?? 40 + ((index * 37) % 160),
    reply(path, at, nth) {
      if (path === "/robots.txt") return given.robots?.(at, index) ?? nothing;
      return given.page(path, { name, index, at, nth });
    },
  };
}

/** Every host of the week, in a mixed order, and the one that others point at. */
export function weekHosts(): readonly WeekHost[] {
  const all = Object.entries(tempers).flatMap(([temper, given]) =>
    Array.from({ length: given.hosts }, (_, index) => ({
      order: (index + 0.5) / given.hosts,
      host: hostOf(temper, index, given),
    })),
  );
  const third: Temper = { hosts: 1, page: (path) => tagged(victim, path, { cards: 40 }) };
  return [
    ...all.sort((a, b) => a.order - b.order).map(({ host }) => host),
    { ...hostOf("third", 0, third), name: victim },
  ];
}

// The demo's sample hosts: the web as a crawler meets it, good and bad.

import { cardMediaType, cardSchemaUrl, catalogMediaType } from "../../src/document/card.ts";
import { brokenCard, olderCard, sampleCard } from "./cards.ts";

/** What a sample host answers to a GET. `hang` never answers. */
export type SampleAnswer = { readonly status: number; readonly type: string; readonly body: string } | "hang";

/** One sample host. */
export interface SampleHost {
  readonly name: string;
  /** What it shows, in a few words for the demo's table. */
  readonly shows: string;
  /** What the crawler is given, where it is not the bare name. */
  readonly target?: string;
  /** Answers by path; anything else is a 404. */
  readonly pages: Readonly<Record<string, SampleAnswer>>;
}

const wellKnown = "/.well-known/ai-catalog.json";

function json(type: string, value: unknown): SampleAnswer {
  return { status: 200, type, body: `${JSON.stringify(value, undefined, 2)}\n` };
}

function catalog(host: string, entries: readonly unknown[]): SampleAnswer {
  return json(catalogMediaType, { specVersion: "1.0", host: { displayName: host, identifier: host }, entries });
}

function entry(identifier: string, where: { url: string } | { data: unknown }): unknown {
  return { identifier, type: cardMediaType, ...where };
}

const library = sampleCard(
  "library.example.org",
  "/mcp",
  "books",
  "Books",
  "Find a book on the shelves of a small library",
);
const maps = sampleCard("maps.example.com", "/mcp", "routes", "Routes", "Walking and cycling routes");
const transit = sampleCard("maps.example.com", "/transit/mcp", "transit", "Transit", "Buses and trains, as they run");
const solo = sampleCard("solo.example.net", "/mcp", "notes", "Notes", "Plain notes that agents can read and write");

/** Every sample host but the first, which serves what `publish` wrote. */
export const sampleHosts: readonly SampleHost[] = [
  {
    name: "library.example.org",
    shows: "a card inline in its catalog",
    pages: {
      [wellKnown]: catalog("library.example.org", [entry("urn:air:library.example.org:mcp:books", { data: library })]),
    },
  },
  {
    name: "maps.example.com",
    shows: "a catalog within a catalog",
    pages: {
      [wellKnown]: catalog("maps.example.com", [
        {
          identifier: "urn:air:maps.example.com:catalogs:all",
          type: catalogMediaType,
          url: "https://maps.example.com/catalogs/all.json",
        },
      ]),
      "/catalogs/all.json": catalog("maps.example.com", [
        entry("urn:air:maps.example.com:mcp:routes", { url: "https://maps.example.com/mcp/server-card" }),
        entry("urn:air:maps.example.com:mcp:transit", { url: "https://maps.example.com/transit/mcp/server-card" }),
      ]),
      "/mcp/server-card": json(cardMediaType, maps),
      "/transit/mcp/server-card": json(cardMediaType, transit),
    },
  },
  {
    name: "solo.example.net",
    shows: "no catalog, a card beside its endpoint",
    target: "https://solo.example.net/mcp",
    pages: { "/mcp/server-card": json(cardMediaType, solo) },
  },
  { name: "quiet.example.com", shows: "404: publishes nothing", pages: {} },
  {
    name: "broken.example.org",
    shows: "a card that breaks rules",
    pages: {
      [wellKnown]: catalog("broken.example.org", [
        entry("urn:air:broken.example.org:mcp:search", { url: "https://broken.example.org/mcp/server-card" }),
      ]),
      "/mcp/server-card": json(cardMediaType, brokenCard),
    },
  },
  { name: "slow.example.net", shows: "never answers", pages: { [wellKnown]: "hang" } },
  {
    name: "pages.example.com",
    shows: "a web page with status 200",
    pages: {
      [wellKnown]: {
        status: 200,
        type: "text/html; charset=utf-8",
        body: "<!doctype html><title>Welcome</title><p>Hello.",
      },
    },
  },
  {
    name: "archive.example.org",
    shows: "a card of an older shape",
    pages: {
      [wellKnown]: catalog("archive.example.org", [
        entry("urn:air:archive.example.org:mcp:archive", {
          url: "https://archive.example.org/.well-known/mcp/server-card.json",
        }),
      ]),
      "/.well-known/mcp/server-card.json": json("application/json", olderCard),
    },
  },
  {
    name: "copycat.example.net",
    shows: "claims somebody else's name",
    pages: {
      [wellKnown]: catalog("copycat.example.net", [
        entry("urn:air:weather.example.com:mcp:forecast", {
          data: {
            $schema: cardSchemaUrl,
            name: "com.example.weather/forecast",
            version: "9.9.9",
            title: "Forecast",
            description: "The real forecast, honestly",
            remotes: [
              {
                type: "streamable-http",
                url: "https://copycat.example.net/mcp",
                supportedProtocolVersions: ["2026-07-28"],
              },
            ],
          },
        }),
      ]),
    },
  },
];

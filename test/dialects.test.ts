// Tests what each older or neighbouring shape of document becomes, on documents of our own.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkDialect, maxDialectFindings } from "../src/dialects/checks/check-dialect.ts";
import { dialects } from "../src/dialects/dialects.ts";
import { hybrid } from "../src/dialects/hybrid.ts";
import { migrate } from "../src/dialects/migrate.ts";
import { type Card, cardSchemaUrl } from "../src/document/card.ts";
import type { Kind } from "../src/document/kind.ts";
import { kindOf } from "../src/document/sniff.ts";
import { validate } from "../src/validate/validate.ts";

type Json = Record<string, unknown>;

const served = "https://www.example.com/.well-known/mcp/server-card.json";
const remote = { type: "streamable-http", url: "https://www.example.com/mcp" };

/** Migrates a document and gives the cards without what every card has: the schema and the provenance. */
function cardsOf(document: unknown, url?: string): Json[] {
  const { cards } = migrate(JSON.stringify(document), url === undefined ? {} : { url });
  return cards.map(({ card }) => {
    const { $schema, _meta, ...rest } = card;
    assert.equal($schema, cardSchemaUrl);
    return rest;
  });
}

function cardOf(document: unknown, url?: string): Json {
  const cards = cardsOf(document, url);
  assert.equal(cards.length, 1);
  return cards[0] ?? {};
}

/** What a normalised card tells of its origin. */
function originOf(card: Card | undefined): Json {
  return (card?._meta?.["io.github.mcp-discover/source"] ?? {}) as Json;
}

function codesOf(document: unknown, url?: string): string[] {
  return migrate(JSON.stringify(document), url === undefined ? {} : { url }).reasons.map(({ code }) => code);
}

describe("a SEP-1649 card", () => {
  const dynamic = {
    $schema: "https://static.modelcontextprotocol.io/schemas/mcp-server-card/v1.json",
    version: "1.0",
    protocolVersion: "2025-06-18",
    serverInfo: { name: "tide-tables", title: "Tide Tables", version: "3.1.4" },
    description: "High and low water for every harbour.",
    iconUrl: "https://www.example.com/tide.png",
    documentationUrl: "https://www.example.com/docs",
    transport: { type: "streamable-http", endpoint: "/mcp" },
    capabilities: { tools: { listChanged: true } },
    requires: { sampling: {} },
    authentication: { required: true, schemes: ["bearer", "oauth2"] },
    instructions: "Ask for one harbour at a time.",
    tools: ["dynamic"],
    resources: "dynamic",
    _meta: { "com.example/region": "north" },
  };

  it("with dynamic lists becomes a card under the name of the host that serves it", () => {
    assert.deepEqual(cardOf(dynamic, served), {
      name: "com.example/tide-tables",
      version: "3.1.4",
      title: "Tide Tables",
      description: "High and low water for every harbour.",
      websiteUrl: "https://www.example.com/docs",
      icons: [{ src: "https://www.example.com/tide.png" }],
      remotes: [{ ...remote, supportedProtocolVersions: ["2025-06-18"] }],
    });
  });

  it("tells its origin, what was made up and what was left behind", () => {
    const now = new Date("2026-11-22T10:00:00Z");
    const migration = migrate(JSON.stringify(dynamic), { url: `${served}?key=1`, now });
    const [made] = migration.cards;
    assert.deepEqual(made?.card._meta, {
      "com.example/region": "north",
      "io.github.mcp-discover/source": {
        normalized: true,
        shape: "sep-1649-card",
        url: served,
        fetchedAt: "2026-11-22T10:00:00.000Z",
        synthesized: ["name"],
        dropped: ["/version", "/capabilities", "/requires", "/authentication", "/instructions", "/tools", "/resources"],
        unverified: { capabilities: ["tools"], authentication: ["bearer", "oauth2"] },
      },
    });
    assert.match(made?.dropped[0]?.message ?? "", /version of the document's format/);
    assert.deepEqual(migration.catalog?.["host"], { displayName: "www.example.com", identifier: "www.example.com" });
    assert.equal(made?.entry.identifier, "urn:air:example.com:mcp:tide-tables");
  });

  it("with static lists keeps the tools' names as unverified only", () => {
    const document = {
      serverInfo: { name: "com.example/tides", version: "1.0.0" },
      transport: { type: "http", url: "https://www.example.com/mcp" },
      tools: [{ name: "next_tide", description: "d", inputSchema: { type: "object" } }, { name: "all tides" }],
    };
    const [made] = migrate(JSON.stringify(document)).cards;
    assert.equal(made?.card.name, "com.example/tides");
    assert.equal(made?.card.description, "MCP server at www.example.com");
    assert.deepEqual(made?.synthesized, ["description"]);
    assert.deepEqual(originOf(made?.card)["unverified"], { tools: ["next_tide"] });
  });

  it("never lends its format's version to the server", () => {
    const document = {
      version: "1.0",
      serverInfo: { name: "tides" },
      transport: { endpoint: "https://example.com/mcp" },
    };
    assert.equal(cardOf(document)["version"], "0.0.0");
  });

  it("with the identity of a later card keeps that identity", () => {
    const document = {
      name: "com.example/tides",
      version: "2.0.0",
      description: "Tides.",
      serverInfo: { name: "old-name" },
      transport: { type: "streamable-http", endpoint: "/elsewhere" },
      remotes: [remote],
    };
    assert.deepEqual(cardOf(document), {
      name: "com.example/tides",
      version: "2.0.0",
      title: "old-name",
      description: "Tides.",
      remotes: [remote],
    });
  });

  it("says why it gives no card", () => {
    const info = { name: "tides", version: "1.0.0" };
    const why = (more: Json): string[] => codesOf({ serverInfo: info, capabilities: {}, ...more });
    assert.deepEqual(why({}), ["no-endpoint"]);
    assert.deepEqual(why({ transport: { type: "stdio", command: "tides" } }), ["local-only"]);
    assert.deepEqual(why({ transport: "stdio" }), ["local-only"]);
    assert.deepEqual(why({ transport: { type: "webmcp", url: "https://example.com/" } }), ["unsupported-transport"]);
    assert.deepEqual(why({ transport: { endpoint: "/mcp" } }), ["relative-endpoint"]);
    assert.deepEqual(why({ endpoint: "https://<project>.example.com/mcp" }), ["placeholder"]);
  });
});

describe("the drafts under the v1 schema URL", () => {
  it("lose what v1 left out and keep what it kept", () => {
    const document = {
      $schema: cardSchemaUrl,
      name: "com.example/weather",
      title: "Weather",
      version: "1.2.0",
      websiteUrl: "https://example.com/weather",
      repository: { url: "https://github.com/example/weather", source: "github", subfolder: "server" },
      packages: [{ registryType: "npm", identifier: "weather", version: "1.2.0" }],
      remotes: [
        {
          type: "streamable-http",
          url: "https://{region}.example.com/mcp",
          variables: { region: { description: "Where", choices: ["eu", "us"], default: "eu" } },
          headers: [
            {
              name: "Authorization",
              value: "Bearer {token}",
              variables: { token: { description: "Key", isSecret: true } },
            },
          ],
          supportedProtocolVersions: ["2025-11-25"],
          authentication: { required: true, schemes: ["bearer"] },
        },
      ],
      capabilities: { tools: {} },
      requires: { roots: {} },
      tools: ["dynamic"],
    };
    assert.equal(kindOf(document), "server-card-draft");
    assert.deepEqual(cardOf(document), {
      name: "com.example/weather",
      version: "1.2.0",
      title: "Weather",
      description: "MCP server",
      websiteUrl: "https://example.com/weather",
      repository: { url: "https://github.com/example/weather", source: "github", subfolder: "server" },
      remotes: [
        {
          type: "streamable-http",
          url: "https://{region}.example.com/mcp",
          headers: [
            {
              name: "Authorization",
              isSecret: true,
              value: "Bearer {token}",
              variables: { token: { description: "Key", isSecret: true } },
            },
          ],
          variables: { region: { description: "Where", default: "eu", choices: ["eu", "us"] } },
          supportedProtocolVersions: ["2025-11-25"],
        },
      ],
    });
  });

  it("that were already card-only are cards", () => {
    const document = {
      $schema: cardSchemaUrl,
      name: "com.example/w",
      version: "1.0.0",
      description: "W.",
      remotes: [remote],
    };
    assert.deepEqual(migrate(JSON.stringify(document)).cards[0]?.card, document);
  });
});

describe("manifests", () => {
  it("of SEP-1960 give a remote for each endpoint that a card can name", () => {
    const document = {
      mcp_version: "2025-06-18",
      server_name: "Ferry Times",
      server_version: "0.9.0",
      server_description: "Departures.",
      endpoints: {
        streamable_http: "https://ferry.example.org/mcp",
        sse: "https://ferry.example.org/sse",
        websocket: "wss://ferry.example.org/ws",
      },
      authentication: { type: "api_key", header: "X-Ferry-Key" },
      documentation: "https://ferry.example.org/docs",
      generated_at: "2026-01-01T00:00:00Z",
    };
    const key = {
      headers: [{ name: "X-Ferry-Key", isRequired: true, isSecret: true }],
      supportedProtocolVersions: ["2025-06-18"],
    };
    assert.deepEqual(cardOf(document), {
      name: "org.example.ferry/ferry-times",
      version: "0.9.0",
      title: "Ferry Times",
      description: "Departures.",
      websiteUrl: "https://ferry.example.org/docs",
      remotes: [
        { type: "streamable-http", url: "https://ferry.example.org/mcp", ...key },
        { type: "sse", url: "https://ferry.example.org/sse", ...key },
      ],
    });
    assert.deepEqual(codesOf(document), ["unsupported-transport"]);
  });

  it("of the expired internet draft are read, their URI scheme too", () => {
    const document = {
      mcp_version: "2025-06-18",
      name: "Example Files",
      endpoint: "mcp://files.example.org/mcp",
      transport: "http",
      description: "Files.",
      auth: "none",
      trust_class: "public",
      signature: { alg: "EdDSA", kid: "1", value: "x" },
    };
    const { cards } = migrate(JSON.stringify(document), { url: "https://files.example.org/.well-known/mcp-server" });
    assert.equal(cards[0]?.card.name, "org.example.files/example-files");
    assert.equal(cards[0]?.card.remotes?.[0]?.url, "https://files.example.org/mcp");
    assert.match(cards[0]?.warnings[0]?.message ?? "", /mcp: was read as https/);
    assert.deepEqual(
      [...checkDialect("ietf-manifest", { ...document, trust_class: "secret" })].map(({ code }) => code),
      ["document/ietf-endpoint", "document/ietf-trust-class"],
    );
  });
});

describe("documents at mcp.json", () => {
  it("with one endpoint give one card", () => {
    const document = {
      name: "Notes",
      description: "Notes.",
      icon: "/icon.png",
      endpoint: "https://mcp.example.com/notes",
    };
    assert.deepEqual(cardOf(document, "https://mcp.example.com/.well-known/mcp.json"), {
      name: "com.example.mcp/notes",
      version: "0.0.0",
      title: "Notes",
      description: "Notes.",
      icons: [{ src: "https://mcp.example.com/icon.png" }],
      remotes: [{ type: "streamable-http", url: "https://mcp.example.com/notes" }],
    });
  });

  it("with a bare url count it as an endpoint only where something says that it is one", () => {
    const home = { name: "Shop", url: "https://shop.example.com", tools: [{ name: "buy" }] };
    assert.deepEqual(codesOf(home), ["no-endpoint"]);
    assert.equal(cardsOf({ ...home, transport: "http" }).length, 1);
    assert.equal(cardsOf({ ...home, url: "https://mcp.example.com" }).length, 1);
    assert.equal(cardsOf({ ...home, url: "https://shop.example.com/mcp" }).length, 1);
  });

  it("have a version for the server only where it is a whole one", () => {
    const document = { name: "Shop", endpoint: "https://shop.example.com/mcp" };
    assert.equal(cardOf({ ...document, version: "1.0" })["version"], "0.0.0");
    assert.equal(cardOf({ ...document, version: "1.4.2" })["version"], "1.4.2");
  });

  it("say where they lack an endpoint or a name", () => {
    const codes = [...checkDialect("mcp-json", { tools: [] })].map(({ code }) => code);
    assert.deepEqual(codes, ["document/mcp-json-endpoint", "document/mcp-json-name"]);
  });
});

describe("lists of servers", () => {
  it("give a card for each server, and a reason for each that gives none", () => {
    const document = {
      version: "1.0",
      servers: [
        { name: "Docs", url: "https://docs.example.com/mcp" },
        { name: "Docs", url: "https://docs.example.com/other" },
        { name: "Local", command: "x" },
        { serverInfo: { name: "old", version: "1.0.0" }, transport: { endpoint: "/old" } },
        { server: { name: "com.example/wrapped", version: "1.0.0", description: "W.", remotes: [remote] } },
        7,
      ],
    };
    const migration = migrate(JSON.stringify(document), { url: "https://example.com/.well-known/mcp" });
    const made = migration.cards.map(({ card, pointer }) => [pointer, card.name]);
    assert.deepEqual(made, [
      ["/servers/0", "com.example/docs"],
      ["/servers/1", "com.example/docs-2"],
      ["/servers/3", "com.example/old"],
      ["/servers/4/server", "com.example/wrapped"],
    ]);
    assert.deepEqual(
      migration.reasons.map(({ code, pointer }) => [code, pointer]),
      [
        ["local-only", "/servers/2"],
        ["not-a-server", "/servers/5"],
      ],
    );
    assert.equal(validate(JSON.stringify(migration.catalog)).valid, true);
  });

  it("keep two versions of a server apart in the catalog, and one of them only once", () => {
    const card = {
      $schema: cardSchemaUrl,
      name: "com.example/w",
      version: "1.0.0",
      description: "W.",
      remotes: [remote],
    };
    const migration = migrate(JSON.stringify([card, { ...card, version: "2.0.0" }, card]));
    assert.deepEqual(
      migration.cards.map(({ entry }) => entry.version),
      ["1.0.0", "2.0.0"],
    );
    assert.deepEqual(
      migration.reasons.map(({ code }) => code),
      ["duplicate"],
    );
  });
});

describe("a server.json", () => {
  it("gives its remotes and not its packages", () => {
    const document = {
      $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
      name: "com.example/maps",
      title: "Maps",
      description: "Maps.",
      version: "1.0.0",
      packages: [{ registryType: "npm", identifier: "maps", transport: { type: "stdio" } }],
      remotes: [{ ...remote, headers: [{ name: "X-Key", isSecret: true, isRequired: true }] }],
      _meta: {
        "io.modelcontextprotocol.registry/publisher-provided": { a: 1 },
        "com.example/team": { name: "cartography" },
      },
    };
    const card = migrate(JSON.stringify(document)).cards[0]?.card;
    assert.deepEqual(Object.keys(card?._meta ?? {}), ["com.example/team", "io.github.mcp-discover/source"]);
    assert.deepEqual(card?.remotes, document.remotes);
    assert.deepEqual(codesOf({ ...document, remotes: [] }), ["local-only"]);
  });
});

describe("the settings of a client", () => {
  const document = {
    mcpServers: {
      local: { command: "npx", args: ["-y", "thing"] },
      "My Maps": { type: "http", url: "https://maps.example.com/mcp", headers: { "X-Key": "abc", Accept: "x" } },
      keyed: { url: "https://keyed.example.com/mcp?api_key=sesame&lang=en" },
      spelled: { url: "https://\u0024{env:REGION}.example.com/mcp" },
      path: { url: "https://hooks.example.com/s/9f8a7b6c5d4e3f2a1b0c9d8e/mcp" },
      home: { url: "http://127.0.0.1:3000/mcp" },
    },
  };

  it("give remote servers with the names of their headers, and nothing of the others", () => {
    const { cards, reasons } = migrate(JSON.stringify(document));
    assert.deepEqual(
      cards.map(({ card }) => [card.name, card.remotes?.[0]]),
      [
        [
          "com.example.maps/my-maps",
          {
            type: "streamable-http",
            url: "https://maps.example.com/mcp",
            headers: [{ name: "X-Key", isSecret: true, isRequired: true }],
          },
        ],
        [
          "com.example.keyed/keyed",
          {
            type: "streamable-http",
            url: "https://keyed.example.com/mcp?api_key={api_key}&lang=en",
            variables: { api_key: { isRequired: true, isSecret: true } },
          },
        ],
      ],
    );
    assert.deepEqual(
      reasons.map(({ code, pointer }) => [code, pointer]),
      [
        ["local-only", "/mcpServers/local"],
        ["no-name", "/mcpServers/spelled"],
        ["holds-credential", "/mcpServers/path/url"],
        ["not-public", "/mcpServers/home/url"],
      ],
    );
  });
});

describe("catalogs of older generations", () => {
  const generations = {
    "of May 2026": {
      identifier: "urn:mcp:server:com.example/weather",
      displayName: "Weather",
      mediaType: "application/mcp-server+json",
      url: "/.well-known/mcp-server-card/weather",
    },
    "of June 2026": {
      identifier: "urn:air:example.com:mcp:weather",
      displayName: "Weather",
      mediaType: "application/mcp-server-card+json",
      url: "https://example.com/.well-known/mcp-server-card/weather",
    },
    "of July 2026": {
      identifier: "urn:air:example.com:mcp:weather",
      type: "application/mcp-server-card+json",
      url: "https://example.com/.well-known/mcp-server-card/weather",
    },
  };
  for (const [when, entry] of Object.entries(generations))
    it(`${when} become AI Catalog 1.0`, () => {
      const document = { specVersion: "draft", entries: [entry] };
      assert.equal(kindOf(document), "mcp-catalog");
      const { catalog, reasons } = migrate(JSON.stringify(document), {
        url: "https://example.com/.well-known/mcp/catalog.json",
      });
      assert.deepEqual(reasons, []);
      const shown = "displayName" in entry ? { displayName: "Weather" } : {};
      assert.deepEqual(catalog, {
        specVersion: "1.0",
        entries: [
          {
            identifier: "urn:air:example.com:mcp:weather",
            ...shown,
            type: "application/mcp-server-card+json",
            url: "https://example.com/.well-known/mcp-server-card/weather",
          },
        ],
      });
      assert.equal(validate(JSON.stringify(catalog)).valid, true);
      assert.deepEqual(migrate(JSON.stringify(catalog)).catalog, catalog);
    });

  it("keep what somebody signed as it was signed", () => {
    const signed = {
      identifier: "urn:air:example.com:x",
      mediaType: "text/plain",
      url: "https://example.com/x",
      trustManifests: [],
    };
    const entry = { specVersion: "draft", entries: [signed] };
    const { catalog, reasons, notes } = migrate(JSON.stringify({ ...entry, signature: { jws: "a..b" } }));
    assert.equal(catalog, undefined);
    assert.deepEqual(
      reasons.map(({ code }) => code),
      ["signed"],
    );
    assert.deepEqual(notes, []);
  });

  it("bring cards of older forms that stand inside them up to date", () => {
    const data = {
      serverInfo: { name: "in", version: "1.0.0" },
      transport: { endpoint: "https://in.example.com/mcp" },
    };
    const entry = { identifier: "urn:air:example.com:mcp:in", type: "application/mcp-server-card+json", data };
    const { catalog, cards } = migrate(JSON.stringify({ specVersion: "1.0", entries: [entry, 5, { type: "x" }] }));
    assert.equal(cards[0]?.card.name, "com.example.in/in");
    assert.equal(cards[0]?.pointer, "/entries/0/data");
    assert.equal(validate(JSON.stringify(catalog)).valid, true);
  });
});

describe("a card with mistakes", () => {
  const card = {
    $schema: cardSchemaUrl,
    name: "com.example/w",
    version: "1.0.0",
    description: "W.",
    remotes: [remote],
  };

  it("with too long a description is cut at a word, and the whole text kept", () => {
    const description = `${"weather ".repeat(20)}reports`;
    const { cards } = migrate(JSON.stringify({ ...card, description }));
    const made = cards[0]?.card;
    assert.equal(made?.description, `${"weather ".repeat(12).trim()}…`);
    assert.equal(originOf(made)["originalDescription"], description);
  });

  it("with a text of scripts that join their letters is cut between letters", () => {
    const family = "👩‍👩‍👧‍👦";
    const made = cardOf({ ...card, description: family.repeat(30) });
    assert.match(String(made["description"]), new RegExp(`^(?:${family})+…$`, "u"));
    assert.ok([...String(made["description"])].length <= 100);
    const persian = "می‌خواهم هوای امروز را بدانم";
    assert.equal(cardOf({ ...card, name: "w", description: persian })["description"], persian);
  });

  it("declares the variables that it uses", () => {
    const url = "https://{tenant}.example.com/mcp";
    const made = cardOf({ ...card, remotes: [{ type: "streamable-http", url }] });
    assert.deepEqual(made["remotes"], [{ type: "streamable-http", url, variables: { tenant: { isRequired: true } } }]);
  });

  it("that lists packages only is about a local server", () => {
    const { remotes: _, ...local } = card;
    assert.deepEqual(codesOf({ ...local, description: "", packages: [{ identifier: "w" }] }), ["local-only"]);
  });

  it("without remotes stays a card without remotes", () => {
    assert.deepEqual(cardOf({ ...card, version: "^1.2.3", remotes: undefined, title: "" }), {
      name: "com.example/w",
      version: "0.0.0",
      description: "W.",
    });
  });
});

describe("endpoints", () => {
  const why = (endpoint: string): string[] => codesOf({ name: "x", description: "X.", endpoint });
  const table: readonly (readonly [endpoint: string, reason: string])[] = [
    ["http://api.example.com/mcp", "not-https"],
    ["https://localhost/mcp", "not-public"],
    ["https://10.1.2.3/mcp", "not-public"],
    ["https://user:pw@example.com/mcp", "holds-credential"],
    ["stdio://run me", "local-only"],
    ["wss://example.com/mcp", "unsupported-transport"],
    ["https://your-domain.com/mcp", "placeholder"],
    ["https://example.com/{a-b}", "placeholder"],
    ["ftp://example.com/mcp", "bad-endpoint"],
    ["https://exa mple.com/", "bad-endpoint"],
    ["mcp", "relative-endpoint"],
  ];
  for (const [endpoint, reason] of table)
    it(`like ${endpoint} are refused: ${reason}`, () => assert.deepEqual(why(endpoint), [reason]));

  it("without a scheme are read as https, and a fragment is left out", () => {
    const made = cardOf({ name: "x", description: "X.", endpoint: "api.example.com/mcp#top" });
    assert.deepEqual(made["remotes"], [{ type: "streamable-http", url: "https://api.example.com/mcp" }]);
  });

  it("that end in /sse are the older transport, unless the document says otherwise", () => {
    const typeOf = (transport?: string): unknown => {
      const made = cardOf({ name: "x", description: "X.", endpoint: "https://a.example.com/sse", transport });
      return (made["remotes"] as Json[])[0]?.["type"];
    };
    assert.deepEqual([undefined, "http", "streamable-http", "sse"].map(typeOf), [
      "sse",
      "sse",
      "streamable-http",
      "sse",
    ]);
  });
});

describe("hybrid", () => {
  const card = {
    $schema: cardSchemaUrl,
    name: "com.example/w",
    version: "1.0.0",
    title: "W",
    description: "W.",
    websiteUrl: "https://example.com/",
    icons: [{ src: "data:image/png;base64,AAAA" }, { src: "https://example.com/i.png" }],
    remotes: [
      { type: "sse", url: "https://example.com/sse" },
      {
        type: "streamable-http",
        url: "https://example.com/mcp",
        supportedProtocolVersions: ["2025-11-25", "2025-06-18"],
        headers: [{ name: "X-Key", isRequired: true, isSecret: true }],
      },
    ],
  } as const;

  it("stays a valid card that says what scanners of the older path look for", () => {
    const file = hybrid(card);
    assert.equal(kindOf(file), "server-card");
    assert.equal(validate(JSON.stringify(file)).valid, true);
    assert.deepEqual(file["serverInfo"], { name: "com.example/w", title: "W", version: "1.0.0", description: "W." });
    assert.deepEqual(file["transport"], {
      type: "streamable-http",
      endpoint: "https://example.com/mcp",
      url: "https://example.com/mcp",
    });
    assert.equal(file["protocolVersion"], "2025-11-25");
    assert.equal(file["iconUrl"], "https://example.com/i.png");
    assert.deepEqual(file["authentication"], { required: true, schemes: [] });
    assert.deepEqual([file["tools"], file["capabilities"]], [["dynamic"], {}]);
    for (const [name, value] of Object.entries(card)) assert.deepEqual(file[name], value);
  });

  it("reads back as the card that it is", () => {
    assert.deepEqual(migrate(JSON.stringify(hybrid(card))).cards[0]?.card, hybrid(card));
  });
});

describe("every dialect", () => {
  const broken: readonly (readonly [kind: Kind, document: unknown, codes: readonly string[]])[] = [
    [
      "sep-1649-card",
      { version: "2", serverInfo: { name: "x" }, tools: { a: 1 } },
      ["sep-1649-server-info", "sep-1649-version", "sep-1649-transport", "sep-1649-primitives"],
    ],
    [
      "smithery-card",
      { serverInfo: {}, tools: [{ name: "a" }] },
      ["smithery-server-info", "smithery-server-info", "smithery-tool"],
    ],
    [
      "sep-1960-manifest",
      { mcp_version: "1", server_name: "x", endpoints: {} },
      ["sep-1960-identity", "sep-1960-endpoints"],
    ],
    [
      "ietf-manifest",
      { name: "x", mcp_version: "1", endpoint: "https://example.com/", auth: { methods: ["magic"] } },
      ["ietf-auth"],
    ],
    [
      "server-card-draft",
      { name: "a/b", version: "1", packages: [], remotes: [{ authentication: {} }] },
      ["draft-member", "draft-identity", "draft-authentication"],
    ],
    ["server-list", { servers: [{ url: "https://example.com/" }, { name: "x" }, {}] }, ["server-list-endpoint"]],
    ["card-list", [{}, 1], ["card-list-item"]],
    [
      "server-json",
      { name: "x", description: "d".repeat(101) },
      ["server-json-schema", "server-json-name", "server-json-description", "server-json-empty"],
    ],
    [
      "client-config",
      { mcpServers: { a: {}, b: { url: "https://example.com/", headers: { A: "b" } } } },
      ["client-config-server", "client-config-headers"],
    ],
    ["mcp-catalog", { entries: [{}, {}] }, ["mcp-catalog-identifier", "mcp-catalog-url"]],
  ];
  for (const [kind, document, codes] of broken)
    it(`says where a document breaks its own rules: ${kind}`, () => {
      const found = [...checkDialect(kind, document)].map(({ code }) => code);
      assert.deepEqual(
        found,
        codes.map((code) => `document/${code}`),
      );
    });

  it("tells a bounded number of findings", () => {
    const servers = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`s${index}`, {}]));
    assert.equal([...checkDialect("client-config", { mcpServers: servers })].length, maxDialectFindings);
  });

  it("checks any value without throwing, with codes of the document family and a hint", () => {
    const values = [
      undefined,
      null,
      1,
      "x",
      [],
      [1, {}],
      {},
      { entries: [1, {}] },
      { servers: [1, {}] },
      { mcpServers: { a: 1 } },
    ];
    for (const { kind } of dialects)
      for (const value of values)
        for (const { code, hint, message } of checkDialect(kind, value)) {
          assert.match(code, /^document\/[a-z0-9-]+$/);
          assert.ok(hint !== undefined && message !== "");
        }
  });
});

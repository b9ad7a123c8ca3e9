// What `check` prints in ten situations, at 80 and at 120 columns: test/check-transcripts/*.txt, which are there to be looked at.
// With MCP_DISCOVER_WRITE_TRANSCRIPTS=1 they are written anew.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { widthOf } from "../cli/format/width.ts";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { type Fault, served } from "./support/served.ts";
import { projectRoot } from "./support/shared-data.ts";
import { cardOf, catalogOf, entryOf, openWeb, type PlayedHost, type Web } from "./support/web.ts";

const writing = process.env["MCP_DISCOVER_WRITE_TRANSCRIPTS"] === "1";
let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

function host(name: string, cards: Readonly<Record<string, Record<string, unknown>>>, fault: Fault = {}): PlayedHost {
  const entries = Object.keys(cards).map((card) => ({
    ...entryOf(card, `https://${name}/${card}/server-card`),
    identifier: `urn:air:${name}:mcp:${card}`,
    displayName: `The ${card} server`,
  }));
  const catalog = { ...catalogOf(entries), host: { displayName: "Example", identifier: name } };
  const played = web
    .host(name)
    .get("/.well-known/ai-catalog.json", served(JSON.stringify(catalog), catalogMediaType, fault));
  for (const [card, more] of Object.entries(cards)) {
    const remotes = [{ type: "streamable-http", url: `https://${name}/${card}` }];
    const full = cardOf(`${name.split(".").reverse().join(".")}/${card}`, { remotes, ...more });
    played.get(`/${card}/server-card`, served(JSON.stringify(full, null, 2), cardMediaType, fault));
  }
  return played;
}

const page = { headers: { "content-type": "text/html" }, body: "<!doctype html><title>App</title>" };

/** Each situation plays its hosts and gives the target. */
const situations: Readonly<Record<string, () => string | readonly string[]>> = {
  "all-is-well": () => host("well.example.com", { weather: {}, maps: {} }).name,
  "nothing-published": () => web.host("empty.example.com").name,
  "no-such-name": () => "absent.invalid",
  "no-cors-on-nginx": () => {
    const headers = {
      server: "nginx/1.25.3",
      "access-control-allow-origin": undefined,
      "access-control-allow-headers": undefined,
      "access-control-expose-headers": undefined,
    };
    return host("bare.example.com", { weather: {}, maps: {} }, { headers }).name;
  },
  "static-host-with-the-wrong-type": () => {
    const headers = {
      "x-nf-request-id": "01J",
      "content-type": "application/octet-stream",
      "cache-control": undefined,
    };
    return host("files.example.com", { weather: {} }, { headers }).name;
  },
  "an-invalid-card": () =>
    host("broken.example.com", {
      weather: { version: "^1.2.0", remotes: [{ type: "streamable-http", url: "https://{tenant}.example.com/mcp" }] },
    }).name,
  "an-older-copy-that-disagrees": () =>
    host("drifting.example.com", { weather: {} })
      .json("/.well-known/mcp/server-card.json", {
        serverInfo: { name: "weather", version: "0.9.0" },
        transport: { type: "streamable-http", endpoint: "/weather" },
        capabilities: {},
        tools: "dynamic",
      })
      .json("/.well-known/oauth-protected-resource/weather", {
        resource: "https://drifting.example.com/weather",
        authorization_servers: ["https://login.example.com"],
        scopes_supported: ["forecast:read"],
      }).name,
  "pages-where-documents-belong": () =>
    web
      .host("app.example.com")
      .get("/.well-known/ai-catalog.json", page)
      .get("/.well-known/ard.json", page)
      .get("/.well-known/mcp.json", page)
      .get("/.well-known/mcp/server-card.json", page).name,
  "a-bot-wall": () =>
    web.host("walled.example.com").get("/.well-known/ai-catalog.json", {
      status: 403,
      headers: { "content-type": "text/html", "cf-mitigated": "challenge" },
      body: "<title>Just a moment...</title>",
    }).name,
  "an-endpoint-whose-card-nobody-lists": () => {
    web
      .host("mcp.example.com")
      .get(
        "/mcp/server-card",
        served(JSON.stringify(cardOf("com.example.mcp/mcp")), cardMediaType, { ignoresConditions: true }),
      );
    return "https://mcp.example.com/mcp";
  },
};

function settled(text: string): string {
  return text
    .replace(/\d+(?:\.\d+)? m?s$/gm, "N ms")
    .replace(/mcp-discover-nothing-here-[0-9a-f]+/g, "mcp-discover-nothing-here-N");
}

for (const [name, play] of Object.entries(situations)) {
  test(`check says of ${name.replaceAll("-", " ")} what its transcript shows, and keeps to the width`, async (t) => {
    const target = [play()].flat();
    const line = createCommandLine(t);
    const parts: string[] = [];
    for (const columns of [80, 120]) {
      const argv = ["check", ...target, "--no-color", ...playedBy(web, line)];
      const { code, stdout } = await line.run(argv, { columns });
      parts.push(
        `$ mcp-discover check ${target.join(" ")}   (${columns} columns)\n\n${settled(stdout)}\nexit ${code}\n`,
      );
      // Lines to be pasted, and URLs, are whole whatever the width.
      const prose = stdout.split("\n").filter((text) => !/^\s{5,}\S|https:\/\//.test(text));
      for (const text of prose) assert.ok(widthOf(text) <= columns, text);
    }
    const path = join(projectRoot, "test/check-transcripts", `${name}.txt`);
    const text = parts.join(`\n${"─".repeat(80)}\n\n`);
    if (writing) writeFileSync(path, text);
    else assert.equal(text, readFileSync(path, "utf8"));
  });
}

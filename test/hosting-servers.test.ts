// Real servers with faulty configurations: what is written by our advice, word for word, meets every need.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createAuthority } from "../cli/demo/authority.ts";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import type { Step, Want } from "../src/hosting/hosting.ts";
import { hostings } from "../src/hosting/hostings.ts";
import { allNeeds, type Need } from "../src/hosting/need.ts";
import { type Asked, askPlainly, missingNeeds } from "./support/needs-met.ts";
import { type RealServer, type RunningServer, startServer, whyAbsent } from "./support/real-servers.ts";

const documents = [
  { path: "/mcp/server-card", mediaType: cardMediaType },
  { path: "/.well-known/ai-catalog.json", mediaType: catalogMediaType },
  { path: "/.well-known/ard.json", mediaType: "application/json" },
] as const;

/** A fault of a configuration, and where our lines go in it. */
interface Faulty {
  /** What is wrong with it, for the test's name. */
  readonly fault: string;
  /** The configuration of the site, with the steps of the advice at the places they name. */
  config(steps: readonly Step[]): string;
  /** Written to .htaccess in the root of the site. */
  htaccess?(steps: readonly Step[]): string;
  /** What must be found missing before, at least, over all documents. */
  readonly misses: readonly Need[];
}

const texts = (steps: readonly Step[]): string => steps.map(({ text }) => text).join("\n");

/** The lines between the braces of the location for a path: what our step says of a location that is there already. */
function inner(steps: readonly Step[], path: string): string {
  const [, lines] =
    new RegExp(`location = ${path.replaceAll(".", "\\.")} \\{\n([\\s\\S]*?)\n\\}`).exec(texts(steps)) ?? [];
  return lines ?? "";
}

const cors: readonly Need[] = ["allow-origin", "allow-methods", "allow-headers", "expose-etag"];

const faults: Readonly<Record<RealServer, readonly Faulty[]>> = {
  nginx: [
    {
      fault: "that says nothing of these files",
      config: texts,
      misses: ["content-type", ...cors, "preflight", "cache-control"],
    },
    {
      fault: "that hides dot-folders, compresses, turns ETags off and sets headers further out",
      config: (steps) => `
        add_header Access-Control-Allow-Origin "*";
        add_header X-Frame-Options DENY;
        etag off; gzip on; gzip_min_length 1; gzip_types *;
        location ~ /\\. { deny all; }
        ${texts(steps)}`,
      misses: ["reachable", "content-type", "allow-methods", "preflight", "etag"],
    },
    {
      fault: "with a location that has half of the lines",
      config: (steps) => `
        location = /mcp/server-card {
          default_type ${cardMediaType};
          add_header Access-Control-Allow-Origin "*" always;
          add_header Cache-Control "public, max-age=3600" always;
          ${inner(steps, "/mcp/server-card")}
        }
        ${texts(steps).replace(/location = \/mcp\/server-card \{[\s\S]*?\n\}\n/, "")}`,
      misses: ["allow-methods", "allow-headers", "expose-etag", "preflight"],
    },
  ],
  apache: [
    {
      fault: "that says nothing of these files",
      config: texts,
      misses: ["content-type", ...cors, "cache-control"],
    },
    {
      fault: "that forbids dot-folders, sends all else to a page, has another origin and no ETag",
      config: (steps) => `
        <DirectoryMatch "/\\.">
          Require all denied
        </DirectoryMatch>
        FileETag None
        Header set Access-Control-Allow-Origin "https://app.example.com"
        Header set Cache-Control "no-store"
        ${texts(steps)}
        RewriteEngine On
        RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI} !-f
        RewriteRule ^ /index.html [L]
        <Location "/mcp">
          <LimitExcept GET HEAD>
            Require all denied
          </LimitExcept>
        </Location>`,
      misses: ["reachable", "content-type", ...cors, "preflight", "cache-control", "etag"],
    },
    {
      fault: "that compresses, with our lines in .htaccess",
      config: () => "SetOutputFilter DEFLATE",
      htaccess: texts,
      misses: ["content-type", ...cors, "cache-control", "etag"],
    },
  ],
  caddy: [
    {
      fault: "that says nothing of these files",
      config: texts,
      misses: ["content-type", ...cors, "cache-control"],
    },
    {
      fault: "that compresses, has another origin and forbids other methods",
      config: (steps) => `
        encode gzip
        header Access-Control-Allow-Origin https://app.example.com
        header Cache-Control no-store
        ${texts(steps)}
        @others not method GET HEAD
        respond @others 405`,
      misses: ["content-type", ...cors, "preflight", "cache-control"],
    },
  ],
};

/** A folder with the documents, long enough to be compressed. */
function siteFolder(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), "site-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const { path } of documents) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify({ text: "word ".repeat(400) }));
  }
  writeFileSync(join(root, "index.html"), "<!doctype html><title>A page</title>");
  return root;
}

async function wantsOf(server: RunningServer, tls?: Asked["tls"]): Promise<readonly Want[]> {
  const wants: Want[] = [];
  for (const document of documents) {
    const asked = { port: server.port, ...document, ...(tls === undefined ? {} : { tls }) };
    wants.push({ ...document, needs: await missingNeeds(asked) });
  }
  return wants;
}

const satisfied = documents.map((document) => ({ ...document, needs: [] }));
const isStep = (part: object): part is Step => "where" in part;

for (const name of ["nginx", "apache", "caddy"] as const) {
  const skip = whyAbsent(name) ?? false;

  for (const faulty of faults[name]) {
    test(`${name} ${faulty.fault}: our advice meets every need`, { skip }, async (t) => {
      const root = siteFolder(t);
      const start = async (steps: readonly Step[]): Promise<RunningServer> => {
        if (faulty.htaccess !== undefined) writeFileSync(join(root, ".htaccess"), faulty.htaccess(steps));
        const server = await startServer(name, { root, config: faulty.config(steps) });
        t.after(() => server.close());
        return server;
      };
      const wants = await wantsOf(await start([]));
      const found = new Set(wants.flatMap(({ needs }) => needs));
      assert.deepEqual(
        faulty.misses.filter((need) => !found.has(need)),
        [],
        "the fault does not show",
      );
      const steps = hostings[name].advise(wants).filter(isStep);
      assert.deepEqual(await wantsOf(await start(steps)), satisfied);
    });
  }

  test(`${name}: what is published with all needs is served right over TLS, under a public-looking name`, {
    skip,
  }, async (t) => {
    const root = siteFolder(t);
    const authority = createAuthority();
    const tls = { ca: authority.ca, name: "cards.example.com" };
    const wants = documents.map((document) => ({ ...document, needs: allNeeds }));
    const steps = hostings[name].advise(wants).filter(isStep);
    const server = await startServer(name, { root, config: texts(steps), tls: authority.certificate([tls.name]) });
    t.after(() => server.close());
    assert.deepEqual(await wantsOf(server, tls), satisfied);
  });
}

for (const name of ["nginx", "apache", "caddy"] as const) {
  test(`${name}: older places lead on, also for pages of other sites`, {
    skip: whyAbsent(name) ?? false,
  }, async (t) => {
    const redirects = [
      { from: "/.well-known/mcp.json", to: "/mcp/server-card" },
      { from: "/.well-known/mcp/server-card", to: "/mcp/server-card" },
    ];
    const steps = hostings[name].advise([], redirects).filter(isStep);
    for (const inFile of name === "apache" ? [false, true] : [false]) {
      const root = siteFolder(t);
      if (inFile) writeFileSync(join(root, ".htaccess"), texts(steps));
      const server = await startServer(name, { root, config: inFile ? "" : texts(steps) });
      t.after(() => server.close());
      for (const { from, to } of redirects) {
        const asked = { port: server.port, path: from, mediaType: cardMediaType } as const;
        const { status, headers } = await askPlainly(asked, "GET");
        assert.equal(status, 301);
        assert.equal(new URL(headers["location"] ?? "", "http://127.0.0.1").pathname, to);
        assert.equal(headers["access-control-allow-origin"], "*");
      }
      const other = await askPlainly(
        { port: server.port, path: "/.well-known/mcp-json", mediaType: cardMediaType },
        "GET",
      );
      assert.equal(other.status, 404);
    }
  });
}

for (const name of ["nginx", "caddy"] as const) {
  test(`${name} in front of an application: headers and preflight are met, each header sent once`, {
    skip: whyAbsent(name) ?? false,
  }, async (t) => {
    const application = createServer((_, response) => {
      response.writeHead(200, { "content-type": cardMediaType, etag: '"1"' }).end("{}");
    });
    application.listen(0, "127.0.0.1");
    await new Promise((resolve) => application.once("listening", resolve));
    t.after(() => application.close());
    const address = application.address();
    const upstream = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const needs = allNeeds.filter((need) => need !== "content-type" && need !== "etag");
    const steps = hostings[name].advise([{ path: "/mcp/server-card", mediaType: cardMediaType, needs }]).filter(isStep);
    const config =
      name === "caddy"
        ? `${texts(steps)}\nreverse_proxy ${upstream}`
        : `location = /mcp/server-card { proxy_pass http://${upstream};\n${inner(steps, "/mcp/server-card")}\n}`;
    const server = await startServer(name, { root: siteFolder(t), config });
    t.after(() => server.close());
    const asked = { port: server.port, path: "/mcp/server-card", mediaType: cardMediaType };
    assert.deepEqual(await missingNeeds(asked), ["etag"]);
    assert.equal((await askPlainly(asked, "GET")).headers["access-control-allow-origin"], "*");
  });
}

test("a server that refuses its configuration says so at once", { skip: whyAbsent("nginx") ?? false }, async (t) => {
  const start = startServer("nginx", { root: siteFolder(t), config: "no_such_directive on;" });
  await assert.rejects(start, /no_such_directive/);
});

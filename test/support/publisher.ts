// A publisher as mcp-publisher is one: a key, the record that names it, and the calls of its command line.

import { ECDH, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { TestContext } from "node:test";
import type { Permission } from "../../registry/publish/domain.ts";
import { createPublishing, type Publishing, type PublishingOptions } from "../../registry/publish/publishing.ts";
import { createTextLookup } from "../../src/http/resolve-txt.ts";
import { startTextDns } from "./dns-server.ts";
import { openRegistry, type TestRegistry } from "./registry.ts";
import type { Clock } from "./visits.ts";
import { openWeb, type Web } from "./web.ts";

export const audience = "https://registry.example.net";

export interface Key {
  /** As it stands in DNS or in the file. */
  readonly record: string;
  sign(text: string): string;
}

export function ed25519Key(): Key {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  return {
    record: `v=MCPv1; k=ed25519; p=${raw.toString("base64")}`,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("hex"),
  };
}

export function p384Key(): Key & { readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  const raw = ECDH.convertKey(point, "secp384r1", undefined, undefined, "compressed") as Buffer;
  return {
    privateKey,
    record: `v=MCPv1; k=ecdsap384; p=${raw.toString("base64")}`,
    sign: (text) => sign("sha384", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("hex"),
  };
}

export interface PublishingRegistry extends TestRegistry {
  /** TXT records by name; a real DNS server answers with them. */
  readonly texts: Map<string, string[]>;
  /** A web on loopback, for files under /.well-known. */
  readonly web: Web;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  patch(path: string, body: unknown, token: string): Promise<Response>;
  /** Logs in as mcp-publisher does, and gives the token. */
  login(method: "dns" | "http", domain: string, key: Key): Promise<string>;
  /** A token for any names, as no publisher could get it. */
  mint(permissions: readonly Permission[]): Promise<string>;
  publish(server: unknown, token: string): Promise<Response>;
  /** How much the store holds of everything that a write could change. */
  held(): Promise<string>;
}

/** A server.json that every rule likes. */
export function serverJsonOf(name: string, version: string, more: object = {}): Record<string, unknown> {
  return {
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name,
    version,
    description: "Forecasts for any place on land",
    remotes: [{ type: "streamable-http", url: `https://example.com/${name.split("/")[1]}` }],
    ...more,
  };
}

export async function openPublishingRegistry(
  t: TestContext,
  parts: Partial<PublishingOptions> = {},
): Promise<PublishingRegistry> {
  const texts = new Map<string, string[]>();
  const dns = await startTextDns(texts);
  const web = await openWeb();
  t.after(() => Promise.all([dns.close(), web.close()]));
  let made: Publishing | undefined;
  const make = (clock: Clock) => {
    made = createPublishing({
      methods: ["dns", "http"],
      now: clock,
      audience,
      lookup: createTextLookup([dns.server], 100),
      async exchange(ask) {
        const transport = web.transport();
        const visit = transport.openVisit();
        try {
          return await visit.exchange(ask);
        } finally {
          await visit.close();
          await transport.close();
        }
      },
      ...parts,
    });
    return made;
  };
  const registry = await openRegistry(t, { publicUrl: audience, publishing: make });
  const { ask, clock, store } = registry;
  const publishing = made as unknown as Publishing;
  const send = (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>) =>
    ask(path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    ...registry,
    texts,
    web,
    post: (path, body, headers = {}) => send("POST", path, body, headers),
    patch: (path, body, token) => send("PATCH", path, body, bearer(token)),
    async login(method, domain, key) {
      const timestamp = clock().toISOString().replace(/\.\d+/, "");
      const body = { domain, timestamp, signed_timestamp: key.sign(timestamp) };
      const response = await send("POST", `/v0/auth/${method}`, body, {});
      const answer = (await response.json()) as { readonly registry_token?: string };
      if (answer.registry_token === undefined) throw new Error(JSON.stringify(answer));
      clock.advance(1_000);
      return answer.registry_token;
    },
    mint: async (permissions) =>
      (await publishing.tokens.mint({ method: "dns", domain: "example.com", permissions })).token,
    publish: (server, token) => send("POST", "/v0/publish", server, bearer(token)),
    held: async () => JSON.stringify([await store.counts(), await store.sequence(), await store.revision()]),
  };
}

// Turns a proof of a domain into a token: `/auth/dns`, `/auth/http`, `/auth/none` (registry-api.md 3).

import type { Context, Hono } from "hono";
import { isMembers } from "../../src/document/sniff.ts";
import { Problem } from "../problem.ts";
import type { Publishing, SentProof } from "../publish/publishing.ts";
import type { ProofMethod } from "../store/publication.ts";
import { momentAnswer } from "./answer.ts";
import { instantOf } from "./instant.ts";
import { writes } from "./paths.ts";
import { readJsonBody } from "./read-body.ts";

/** Ways of the official registry that need accounts elsewhere. */
const foreignMethods = ["github-at", "github-oidc", "oidc"] as const;

/** What the routes need; without `publishing` each answers 501. */
export interface AuthOptions {
  readonly publishing: Publishing | undefined;
  readonly publicUrl: string | undefined;
}

/** Adds the routes. */
export function addAuth(app: Hono, prefix: string, { publishing, publicUrl }: AuthOptions): void {
  for (const method of ["dns", "http"] as const)
    writes(app, `${prefix}/auth/${method}`, "POST", async (c) => {
      const { prove } = allowed(method);
      return tokenAnswer(await prove(method, await readProof(c, publicUrl)));
    });
  writes(app, `${prefix}/auth/none`, "POST", async () => tokenAnswer(await allowed("none").anonymous()));
  for (const method of foreignMethods)
    writes(app, `${prefix}/auth/${method}`, "POST", () => {
      throw new Problem("read-only", "This registry knows publishers by their domains: use /auth/dns or /auth/http.");
    });

  function allowed(method: ProofMethod): Publishing {
    if (publishing?.methods.includes(method)) return publishing;
    throw new Problem("read-only", `This registry takes no publications by ${method}.`);
  }
}

function tokenAnswer({ token, expiresAt }: { readonly token: string; readonly expiresAt: number }): Response {
  return momentAnswer(JSON.stringify({ registry_token: token, expires_at: expiresAt }));
}

async function readProof(c: Context, publicUrl: string | undefined): Promise<SentProof> {
  const { value: body } = await readJsonBody(c, { publicUrl });
  const domain = text(body, "domain").toLowerCase();
  const timestamp = text(body, "timestamp");
  const time = timestamp.length > 64 ? undefined : instantOf(timestamp);
  if (time === undefined)
    throw new Problem("bad-request", "timestamp must be an RFC 3339 time, such as 2026-01-31T12:00:00Z");
  const hex = text(body, "signed_timestamp");
  if (!/^(?:[0-9a-f]{2}){64,96}$/i.test(hex))
    throw new Problem(
      "bad-request",
      "signed_timestamp must be the signature of timestamp in hex: 64 bytes (ed25519) or 96 (ecdsap384)",
    );
  const audience = isMembers(body) && body["audience"] !== undefined ? text(body, "audience") : undefined;
  const signature = Buffer.from(hex, "hex");
  return { domain, timestamp, time, signature, ...(audience === undefined ? {} : { audience }) };
}

/** A member of the body that must be a text. */
function text(body: unknown, name: string): string {
  const value = isMembers(body) ? body[name] : undefined;
  if (typeof value !== "string" || value === "" || value.length > 2_048)
    throw new Problem("out-of-range", `The body needs "${name}", a string.`);
  return value;
}

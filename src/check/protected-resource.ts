// OAuth protected-resource metadata (RFC 9728), read as a summary of what a client will be asked. Nothing in it is fetched.

import type { Diagnostic } from "../document/diagnostic.ts";
import { readDocument } from "../document/read.ts";
import { isMembers } from "../document/sniff.ts";
import { quote } from "../text/quote.ts";
import { readUrl } from "../text/read-url.ts";

const spec = "https://www.rfc-editor.org/rfc/rfc9728";

/** More than this of any list is cut. */
const maxListed = 20;

/** What the metadata of one endpoint says. */
export interface ProtectedResource {
  /** Where the metadata was found. */
  readonly url: string;
  /** Issuers, as written. */
  readonly authorizationServers: readonly string[];
  readonly scopes: readonly string[];
  /** Ways to send a token: `header`, `body`, `query`. */
  readonly bearerMethods: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the metadata of an endpoint may stand, the more exact place first (RFC 9728 section 3.1). */
export function protectedResourceUrls(endpoint: string): readonly string[] {
  const { origin, pathname } = new URL(endpoint);
  const root = `${origin}/.well-known/oauth-protected-resource`;
  const path = pathname.replace(/\/$/, "");
  return path === "" ? [root] : [root + path, root];
}

/** Reads metadata found at `url` for an endpoint; undefined where it is none. */
export function readProtectedResource(
  bytes: Uint8Array,
  { url, endpoint }: { readonly url: string; readonly endpoint: string },
): ProtectedResource | undefined {
  const read = readDocument(bytes);
  if (!read.readable || !isMembers(read.value)) return undefined;
  const {
    resource,
    authorization_servers: servers,
    scopes_supported: scopes,
    bearer_methods_supported: methods,
  } = read.value;
  if (typeof resource !== "string" && !Array.isArray(servers)) return undefined;
  const issuers = texts(servers);
  return {
    url,
    authorizationServers: issuers,
    scopes: texts(scopes),
    bearerMethods: texts(methods),
    diagnostics: [...checkResource(resource, endpoint, url), ...checkIssuers(issuers)],
  };
}

/** `resource` MUST be the endpoint that the metadata is for (RFC 9728 section 3.3); clients then refuse any other. */
function* checkResource(resource: unknown, endpoint: string, url: string): Iterable<Diagnostic> {
  if (typeof resource !== "string") {
    yield {
      code: "check/oauth-resource",
      severity: "error",
      message: `the metadata at ${quote(url)} names no resource`,
      hint: `write "resource": ${JSON.stringify(endpoint)}`,
      spec: `${spec}#section-2`,
    };
    return;
  }
  const [said, asked] = [normal(resource), normal(endpoint)];
  const rootCovers = said !== undefined && asked !== undefined && new URL(asked).origin === said.replace(/\/$/, "");
  if (said === asked || rootCovers) return;
  yield {
    code: "check/oauth-resource",
    severity: "error",
    message: `the metadata is about ${quote(resource)}, not about the card's endpoint ${quote(endpoint)}`,
    hint: `write "resource": ${JSON.stringify(endpoint)}`,
    spec: `${spec}#section-3.3`,
  };
}

function* checkIssuers(issuers: readonly string[]): Iterable<Diagnostic> {
  const plain = issuers.find((issuer) => readUrl(issuer)?.protocol !== "https:");
  if (plain === undefined) return;
  yield {
    code: "check/oauth-issuer",
    severity: "error",
    message: `authorization server ${quote(plain)} is no https URL`,
    hint: "name authorization servers by https URLs",
    spec: "https://www.rfc-editor.org/rfc/rfc8414#section-2",
  };
}

function normal(text: string): string | undefined {
  return readUrl(text)?.href.replace(/\/$/, "");
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is string => typeof item === "string" && item.length <= 2048).slice(0, maxListed);
}

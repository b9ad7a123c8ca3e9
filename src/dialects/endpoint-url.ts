// Reads the URL of an endpoint as strangers write it, and says precisely why one cannot stand in a card.

import type { Input } from "../document/card.ts";
import { secretQueryKey } from "../text/credentials.ts";
import { privateReason } from "../text/host-names.ts";
import { quote } from "../text/quote.ts";
import { readUrl } from "../text/read-url.ts";
import type { ReasonCode } from "./dialect.ts";

/** A URL that a remote can carry. */
export interface EndpointUrl {
  readonly url: string;
  /** The exact host; undefined where a variable decides it. */
  readonly host?: string;
  /** Variables that were made here: from foreign placeholders, undeclared braces and literal keys. */
  readonly variables: Readonly<Record<string, Input>>;
  readonly warnings: readonly string[];
}

/** Why a URL was refused. */
export interface EndpointRefusal {
  readonly code: ReasonCode;
  readonly message: string;
}

/** What is known around the URL. */
export interface EndpointOptions {
  /** Where the document was served: a relative endpoint is relative to its origin. */
  readonly base?: URL;
  /** Names of the variables that the document declares. */
  readonly declared: ReadonlySet<string>;
  /** True where the URL is somebody's own setting, so that its path may hold a key. */
  readonly personal: boolean;
}

const maxUrlLength = 2048;
const foreignVariable = /\$\{(?:(?:env|input|config|secret)s?[:.])?([^{}]{1,64})\}|\{\{\s*([\w.-]{1,64})\s*\}\}/gi;
const anyVariable = /\{([a-zA-Z_][a-zA-Z0-9_]*)\}/g;
const bareHost = /^(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,24}(?::\d+)?(?:[/?]|$)/i;
const fileName = /\.(?:json|js|ts|py|mjs|html?|txt|md|sh|exe)(?:[?#]|$)/i;
const angled = /<[^<>]*>|%3C/i;
const placeholderHost = /(?:^|[.-])your-?(?:domain|site|server|host|app|company|org|mcp|name)?(?:[.-]|$)/;

function refusal(code: ReasonCode, message: string): EndpointRefusal {
  return { code, message };
}

/** Whether {@link readEndpointUrl} refused. */
export function isRefused(read: EndpointUrl | EndpointRefusal): read is EndpointRefusal {
  return "code" in read;
}

/** A name in the card's template grammar for whatever name a foreign placeholder had. */
function variableName(foreign: string): string {
  const name = foreign.replace(/[^a-zA-Z0-9_]+/g, "_").replace(/^_+|_+$/g, "");
  return /^[a-zA-Z_]/.test(name) ? name : `value_${name}`;
}

/** Makes an absolute `https:` text of what was written, or refuses. Templates are still in it. */
function absolute(written: string, base: URL | undefined, warnings: string[]): string | EndpointRefusal {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(written)?.[1]?.toLowerCase();
  if (scheme === "stdio" || scheme === "npx" || scheme === "file" || scheme === "docker" || scheme === "npm")
    return refusal("local-only", "the endpoint is a local program, and a card describes remote servers only");
  if (scheme === "mcp") {
    warnings.push("the endpoint's scheme mcp: was read as https:");
    return written.replace(/^mcp:/i, "https:");
  }
  if (scheme === "ws" || scheme === "wss")
    return refusal("unsupported-transport", "the endpoint is a WebSocket, which a card cannot name");
  if (/^https?:\/\//i.test(written)) return written.replace(/^https?/i, (word) => word.toLowerCase());
  if (/^\{[a-zA-Z_]\w*\}/.test(written)) return written;
  if (bareHost.test(written) && !fileName.test(written.split(/[/?]/, 1)[0] ?? "")) {
    warnings.push("the endpoint has no scheme and was read as https:");
    return `https://${written}`;
  }
  if (scheme !== undefined && !/^[a-z0-9.-]+:\d+(?:\/|$)/i.test(written))
    return refusal("bad-endpoint", "the endpoint is no http(s) URL");
  if (/\s/.test(written)) return refusal("bad-endpoint", "the endpoint is no URL");
  if (base === undefined)
    return refusal(
      "relative-endpoint",
      `the endpoint ${quote(written)} is relative, and where the document was served is not known (give its URL)`,
    );
  if (/^\/\//.test(written)) return `${base.protocol}${written}`;
  return base.origin + (written.startsWith("/") ? written : `/${written.replace(/^\.\//, "")}`);
}

/** Turns literal keys in the query into variables, so that no key is published (spec.md 1.5, SC-URL-QSECRET). */
function hideQueryKeys(text: string, variables: Record<string, Input>, warnings: string[]): string {
  return text.replace(/([?&])([\w.-]{1,64})=([^&#]+)/g, (whole, mark: string, key: string, value: string) => {
    if (!secretQueryKey.test(key) || /^\{\w+\}$/.test(value)) return whole;
    const name = variableName(key);
    variables[name] = { isRequired: true, isSecret: true };
    warnings.push(`the literal value of the query parameter ${quote(key)} was replaced by a variable`);
    return `${mark}${key}={${name}}`;
  });
}

/** A long path segment of mixed letters and digits that is no UUID-like public id one would show around. */
function looksLikeKey(segment: string): boolean {
  return segment.length >= 20 && /[a-z]/i.test(segment) && /\d/.test(segment) && /^[\w=.~-]+$/.test(segment);
}

/** Reads one endpoint. Never throws. Follows spec.md 4.8 (remotes[].url) and refuses what 1.5 calls an error. */
export function readEndpointUrl(raw: string, options: EndpointOptions): EndpointUrl | EndpointRefusal {
  const warnings: string[] = [];
  const variables: Record<string, Input> = {};
  if (raw.length > maxUrlLength)
    return refusal("bad-endpoint", `the endpoint has more than ${maxUrlLength} characters`);
  const written = raw.trim().replace(foreignVariable, (_, braces: string | undefined, doubled: string | undefined) => {
    return `{${variableName(braces ?? doubled ?? "value")}}`;
  });
  if (angled.test(written)) return refusal("placeholder", "the endpoint still holds a placeholder to be filled in");
  const made = absolute(written, options.base, warnings);
  if (typeof made !== "string") return made;
  const whole = hideQueryKeys(made, variables, warnings);
  for (const [, name = ""] of whole.matchAll(anyVariable)) {
    if (options.declared.has(name) || Object.hasOwn(variables, name)) continue;
    variables[name] = { isRequired: true };
    warnings.push(`the variable {${name}} of the endpoint was not declared and now is`);
  }
  if (/[{}]/.test(whole.replace(anyVariable, "")))
    return refusal("placeholder", "the endpoint holds braces that are no variable of a card");
  return judge(whole, options, { variables, warnings });
}

function judge(
  template: string,
  options: EndpointOptions,
  made: { variables: Readonly<Record<string, Input>>; warnings: string[] },
): EndpointUrl | EndpointRefusal {
  if (template.startsWith("{")) return { url: template, ...made };
  const authority = /^https?:\/\/([^/?#]*)/.exec(template)?.[1] ?? "";
  const open = /[{}]/.test(authority);
  const concrete = template.replace(anyVariable, "x");
  const url = readUrl(concrete);
  if (url === undefined) return refusal("bad-endpoint", "the endpoint is no URL");
  if (url.username !== "" || url.password !== "")
    return refusal("holds-credential", "the endpoint holds a user name or password");
  if (!open) {
    const reason = privateReason(url.hostname);
    if (reason !== undefined) return refusal("not-public", `the endpoint's host ${quote(url.hostname)} is ${reason}`);
    if (placeholderHost.test(url.hostname))
      return refusal("placeholder", `the endpoint's host ${quote(url.hostname)} is a placeholder`);
  }
  if (url.protocol !== "https:") return refusal("not-https", "the endpoint is not https");
  if (options.personal && template.split(/[?#]/, 1)[0]?.split("/").slice(3).some(looksLikeKey))
    return refusal("holds-credential", "the endpoint's path seems to hold somebody's own key");
  let text = template;
  if (text.includes("#")) {
    text = text.slice(0, text.indexOf("#"));
    made.warnings.push("the endpoint's fragment was left out");
  }
  if (text === concrete) text = url.href.replace(/#.*$/, "");
  if (/\s|[^\x21-\x7e]/.test(text))
    return refusal("bad-endpoint", "the endpoint holds characters that no URL may hold");
  if (text === `${concrete}/`) text = concrete;
  return { url: text, ...(!open && { host: url.hostname }), ...made };
}

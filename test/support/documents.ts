// Small documents of all kinds for tables of rules: each is a good one with some members set otherwise.

import { cardMediaType, cardSchemaUrl } from "../../src/document/card.ts";
import type { Severity } from "../../src/document/diagnostic.ts";
import { type ValidateOptions, validate } from "../../src/index.ts";

type Members = Readonly<Record<string, unknown>>;

/** A card that nothing is said about. */
export function card(members: Members = {}): Members {
  return {
    $schema: cardSchemaUrl,
    name: "com.example/weather",
    version: "1.0.0",
    description: "Weather forecasts for any place",
    remotes: [{ type: "streamable-http", url: "https://mcp.example.com/mcp" }],
    ...members,
  };
}

/** A card whose one remote has some members set otherwise. */
export function remote(members: Members): Members {
  return card({ remotes: [{ type: "streamable-http", url: "https://mcp.example.com/mcp", ...members }] });
}

/** A card whose one remote has these headers. */
export function headers(...list: readonly Members[]): Members {
  return remote({ headers: list });
}

/** A card whose one remote has the variable `v` in its URL, declared so. */
export function variable(members: Members): Members {
  return remote({ url: "https://{v}.example.com/mcp", variables: { v: { isRequired: true, ...members } } });
}

/** An entry that nothing is said about. */
export function entry(members: Members = {}): Members {
  return {
    identifier: "urn:air:example.com:mcp:weather",
    type: cardMediaType,
    url: "https://mcp.example.com/mcp/server-card",
    ...members,
  };
}

/** An entry that holds its artifact. */
export function inline(data: unknown, members: Members = {}): Members {
  const { url: _url, ...rest } = entry(members);
  return { ...rest, data };
}

/** A catalog of these entries. */
export function catalog(entries: readonly unknown[], members: Members = {}): Members {
  return { specVersion: "1.0", entries, ...members };
}

/** Gives all findings of a document as `severity code`, infos too, each once, sorted. */
export function findingsOf(document: unknown, options: ValidateOptions = {}): string[] {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const found = validate(text, options).diagnostics.map(({ severity, code }) => `${severity} ${code}`);
  return [...new Set(found)].sort();
}

/** Gives the errors and warnings of a document in the same form. */
export function seriousOf(document: unknown, options: ValidateOptions = {}): string[] {
  const info: Severity = "info";
  return findingsOf(document, options).filter((found) => !found.startsWith(info));
}

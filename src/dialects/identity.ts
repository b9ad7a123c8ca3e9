// Reads who a server is: its name, version, title and description, made up where a document does not say.

import type { DialectContext, Note } from "./dialect.ts";
import { isServerName, joinName, namespaceOf } from "./names.ts";
import type { Reading } from "./reading.ts";
import type { CarriedRemotes } from "./remotes.ts";
import { filled, type Source } from "./source.ts";
import { cutText, maxTextPoints, oneLine, slug } from "./texts.ts";

const range = /^[\^~<>=]|\|\||\s-\s|^\s*[x*]\s*$|^v?\d+(?:\.\d+)*\.[xX*](?:\.|$)/;
const fullVersion = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

function usableVersion(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : filled(value)?.trim();
  return text !== undefined &&
    text.length <= 255 &&
    text !== "latest" &&
    !range.test(text) &&
    !/[\u0000-\u001f\u007f]/.test(text)
    ? text
    : undefined;
}

/** The server's version; undefined where the document states none that a card may carry (spec.md 1.7, 4.8). */
export function readVersion(source: Source, reading: Reading): string | undefined {
  const strong = source.first(reading.members.version, usableVersion);
  const weak = (): string | undefined =>
    source.first(reading.weakVersion ?? [], (value) =>
      typeof value === "string" && fullVersion.test(value.trim()) ? usableVersion(value) : undefined,
    )?.value;
  return strong?.value ?? weak();
}

function usableText(value: unknown): string | undefined {
  const text = typeof value === "string" ? oneLine(value) : "";
  return text === "" ? undefined : text;
}

/** The last telling segment of the endpoints' paths, for servers whose label holds no Latin letter. */
function pathSlug(remotes: CarriedRemotes): string {
  const path = remotes.remotes[0]?.url.replace(/^[a-z]+:\/\/[^/]*/, "").replace(/[?#].*$/, "") ?? "";
  const segments = path
    .split("/")
    .filter((segment) => !/[{}]/.test(segment) && !/^(?:api|mcp|sse|v\d+)?$/.test(segment));
  return slug(segments.at(-1) ?? "") ?? "mcp";
}

/** Makes a name from the host that serves the document, or else the endpoint's; undefined where neither is a DNS name. */
export function synthesizeName(
  source: Source,
  context: DialectContext,
  reading: Reading,
  remotes: CarriedRemotes,
): string | undefined {
  const hosts = context.url === undefined ? remotes.hosts : [context.url.hostname, ...remotes.hosts];
  const namespace = hosts.map(namespaceOf).find((each) => each !== undefined);
  if (namespace === undefined) return undefined;
  const label = source.first(reading.members.label, (value) => (typeof value === "string" ? slug(value) : undefined));
  return joinName(namespace, label?.value ?? slug(reading.label ?? "") ?? pathSlug(remotes));
}

/** What a person reads of the server. */
export interface Texts {
  readonly description: string;
  /** Where the document describes the server; absent where the description was made up. */
  readonly statedAt?: string;
  readonly title?: string;
  /** The whole description, where it had to be cut. */
  readonly original?: { readonly originalDescription: string };
  readonly warnings: readonly Note[];
}

function cutNote(what: string, pointer: string, whole: string): Note {
  const message = `the ${what} has ${[...whole].length} characters and was cut to ${maxTextPoints}: write a shorter one`;
  return { pointer, message };
}

/** Reads title and description, cut where they are too long; `host` names the server where nothing describes it. */
export function readTexts(source: Source, reading: Reading, host: string | undefined): Texts {
  const stated = source.first(reading.members.description, usableText);
  const title = source.first(reading.members.title, (value) => (isServerName(value) ? undefined : usableText(value)));
  const whole = stated?.value ?? (host === undefined ? "MCP server" : `MCP server at ${host}`);
  const description = cutText(whole);
  const shortTitle = title && cutText(title.value);
  const isCut = stated !== undefined && description !== whole;
  const warnings = [
    ...(isCut ? [cutNote("description", stated.pointer, whole)] : []),
    ...(title !== undefined && shortTitle !== title.value ? [cutNote("title", title.pointer, title.value)] : []),
  ];
  return {
    description,
    ...(stated !== undefined && { statedAt: stated.pointer }),
    ...(shortTitle !== undefined && { title: shortTitle }),
    ...(isCut && { original: { originalDescription: whole } }),
    warnings,
  };
}

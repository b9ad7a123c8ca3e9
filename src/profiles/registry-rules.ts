// What the MCP Registry asks at publishing beyond its schema, value by value (registry-api.md 2.1).

import { member } from "../dialects/source.ts";
import type { Miss } from "../document/reading.ts";
import { quote } from "../text/quote.ts";
import { readUrl } from "../text/read-url.ts";
import { readTemplate } from "../text/templates.ts";

const release = String.raw`v?\d+(?:\.\d+){0,3}(?:-[\dA-Za-z.-]+)?`;
const comparator = new RegExp(String.raw`^(?:\^|~|[<>]=?|=)\s*${release}$`);
const between = new RegExp(String.raw`^${release}\s-\s*${release}$`);
const either = new RegExp(String.raw`^${release}(?:\s*\|\|\s*${release})+$`);
const open = /^(?:v?\d+|[xX*])(?:\.(?:\d+|[xX*])){1,2}(?:-[\dA-Za-z.-]+)?$/;

/** Whether the registry takes a version: not `latest`, and no range as its own patterns know them (spec.md 1.7, last column). */
export function isRegistryVersion(version: string): boolean {
  const bare = version.trim();
  if (bare === "latest" || comparator.test(bare) || between.test(bare) || either.test(bare)) return false;
  return !(open.test(bare) && /[xX*]/.test(bare));
}

const forges: Readonly<Record<string, RegExp>> = {
  github: /^https?:\/\/(?:www\.)?github\.com\/[\w.-]+\/[\w.-]+\/?$/,
  gitlab: /^https?:\/\/(?:www\.)?gitlab\.com\/[\w.-]+(?:\/[\w.-]+)+\/?$/,
};

/** Whether a repository's URL is one of the forge that `source` names; the registry knows two. */
export function isRegistryRepository(source: string, url: string): boolean {
  return Object.hasOwn(forges, source) && forges[source]?.test(url) === true;
}

/** Whether a subfolder is a clean relative path. */
export function isRegistryPath(path: string): boolean {
  if (path === "") return true;
  return path.split("/").every((part) => /^[\w.-]+$/.test(part) && part !== "." && part !== "..");
}

/** Yields what the registry has against a remote; pointers and messages start at the remote. */
export function* checkRegistryRemote(remote: unknown): Iterable<Miss> {
  const url = member(remote, "url");
  if (typeof url !== "string") return;
  const pointer = "/url";
  const [start] = url.split("{", 1);
  if (start === "") {
    const change = "begin it with https:// and a host, with variables only behind those";
    yield { pointer, message: "begins with a variable, which no server.json may", change };
    return;
  }
  const host = hostOf(url);
  if (host === undefined || !/^https:/i.test(url)) {
    yield { pointer, message: "is not at an https URL", change: "write an https URL" };
  } else if (host === "localhost" || host === "127.0.0.1" || host.endsWith(".localhost")) {
    yield { pointer, message: "is on the machine of whoever reads it", change: "write the public host of the server" };
  }
  yield* checkVariables(url, remote);
}

function* checkVariables(url: string, remote: unknown): Iterable<Miss> {
  const { variables, malformed } = readTemplate(url);
  const declared = member(remote, "variables");
  for (const name of variables) {
    if (member(declared, name) !== undefined) continue;
    const change = `declare it: "variables": { "${name}": { "description": "...", "isRequired": true } }`;
    yield { pointer: "/url", message: `uses {${name}}, which its variables do not declare`, change };
  }
  for (const piece of malformed) {
    if (!/^\{.+\}$/.test(piece)) continue;
    const change = "use a letter or _ and then letters, digits or _ between the braces";
    yield { pointer: "/url", message: `has ${quote(piece)}, which is no variable`, change };
  }
}

/** The host behind a template, each variable filled with what could stand there; undefined where there is none. */
function hostOf(url: string): string | undefined {
  const filled = url.replace(/:\{[^{}]+\}(?=\/|$)/g, ":8080").replace(/\{[^{}]+\}/g, "placeholder");
  return readUrl(filled)?.hostname || undefined;
}

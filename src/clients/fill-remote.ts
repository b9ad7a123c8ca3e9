// Fills a remote's templates with what the publisher set and with references to what the user gives, and never with a secret.

import type { Input, KeyValueInput, Remote } from "../document/card.ts";
import { printable } from "../document/printable.ts";
import { readUrl } from "../text/read-url.ts";
import { expandTemplate, isPureTemplate, readTemplate } from "../text/templates.ts";
import type { Client, FilledRemote, NeededInput } from "./client.ts";
import { distinct } from "./distinct.ts";

/** A remote that can be written down, with the optional headers that were left out of it. */
export interface Filled {
  readonly remote: FilledRemote;
  /** Names of headers that the card calls optional and gives no value for. */
  readonly leftOut: readonly string[];
  /** The endpoint as it is written, for people: what the user gives stands in braces. */
  readonly endpoint: string;
}

/** Why a remote cannot be written down: a clause that may quote a stranger's text raw. */
export interface Unfillable {
  readonly problem: string;
}

/** Header names by RFC 9110 section 5.6.2, without the dollar sign, which clients would read. */
const headerName = /^[A-Za-z0-9!#%&'*+.^_`|~-]{1,100}$/;

/** Longest value of a header that is written down. */
const valueMaxLength = 2048;

/** Longest part that a variable's own name has in what the user gives. */
const plainMaxLength = 40;

/** What a variable of the URL is about. */
const inUrl = "part of the endpoint";

/** Longest words for the person who is asked. */
const descriptionMaxLength = 200;

/** What a card may put into a host: of a label or a port, and nothing that ends one, so that the host stays whose it seems. */
const hostPart = /^[A-Za-z0-9-]+$/;

/** A host whose last label goes on in a variable: `api.example.com{x}` is anybody's. */
const openEnd = /[^.:]\{[a-zA-Z0-9_]*\}(?::|$)/;

/** Names of headers whose values are credentials, whatever the card calls them. */
const sensitiveName = /auth|cookie|credential|key|passw|secret|session|token/i;

/** Fills a remote for a client. The key stands in the words that the user is asked with. */
export function fillRemote(remote: Remote, client: Client, key: string): Filled | Unfillable {
  const wrong = urlObjection(remote);
  if (wrong !== undefined) return { problem: wrong };
  const host = hostOfRemote(remote);
  const inputs = new Map<string, NeededInput>();
  const taken = new Set<string>();
  const needed = (name: string, input: Input, about: string): string => {
    // A secret never shares the input of what is none, where it would be typed in the clear, nor that of the URL, which is told around.
    const same = `${input.isSecret === true} ${about === inUrl} ${name}`;
    const found = inputs.get(same) ?? neededInput(distinct(plainName(name), taken, "-"), input, { key, host, about });
    inputs.set(same, found);
    return client.reference(found);
  };
  /** What stands for a variable: what the publisher set, else what the user gives. */
  const valuesOf =
    (variables: Remote["variables"], about: string) =>
    (name: string): string => {
      const input = variableOf(variables, name);
      return literalOf(input) ?? needed(name, input, about);
    };
  const literals = [remote.url, ...literalsOf(remote.variables)];
  const headers: { name: string; value: string }[] = [];
  const leftOut: string[] = [];
  for (const header of remote.headers ?? []) {
    if (!headerName.test(header.name)) return { problem: `the header "${header.name}" has a name that is none` };
    const template = templateOf(header);
    if (template !== undefined) {
      literals.push(template, ...literalsOf(header.variables));
      const value = expandTemplate(template, valuesOf(header.variables, `${header.name} of the server`));
      headers.push({ name: header.name, value });
    } else if (header.isSecret || header.isRequired || header.value !== undefined) {
      headers.push({ name: header.name, value: needed(header.name, secretHeader(header), `header ${header.name}`) });
    } else leftOut.push(header.name);
  }
  const url = expandTemplate(remote.url, valuesOf(remote.variables, inUrl));
  const problem = literals.map(objection).find((found) => found !== undefined);
  if (problem !== undefined) return { problem };
  const filled = { type: remote.type, url, headers, inputs: [...inputs.values()] };
  const refusal = client.refusal?.(filled);
  return refusal === undefined
    ? { remote: filled, leftOut, endpoint: published(remote, () => undefined) }
    : { problem: refusal };
}

/** The value that the publisher set. Of a secret it is taken only where it holds nothing but variables. */
function templateOf({ name, value, isSecret }: KeyValueInput): string | undefined {
  if (value === undefined) return undefined;
  return (isSecret || sensitiveName.test(name)) && !isPureTemplate(value) ? undefined : value;
}

function secretHeader(header: KeyValueInput): Input {
  return sensitiveName.test(header.name) ? { ...header, isSecret: true } : header;
}

function variableOf(variables: Remote["variables"], name: string): Input {
  return variables && Object.hasOwn(variables, name) ? (variables[name] ?? {}) : {};
}

/** What the publisher set for a variable that is no secret. */
function literalOf({ value, isSecret }: Input): string | undefined {
  return isSecret ? undefined : value;
}

function literalsOf(variables: Remote["variables"]): string[] {
  return Object.values(variables ?? {}).flatMap((input) => literalOf(input) ?? []);
}

/**
 * Where the traffic goes. What the user gives is named after this, not after the card's name, which anybody may claim: else a
 * card called `github` would be handed the token that somebody has for the real one. A host that has a variable is no host.
 */
function hostOfRemote(remote: Remote): string {
  return readUrl(published(remote, (name) => `var-${name}`))?.host ?? "no-host";
}

/** The endpoint with what the publisher set; `others` says what stands for the rest. */
function published({ url, variables }: Remote, others: (name: string) => string | undefined): string {
  return expandTemplate(url, (name) => literalOf(variableOf(variables, name)) ?? others(name));
}

/** Clients expand `$`: a stranger's text must not reach for the user's environment, nor end a line. */
function objection(text: string): string | undefined {
  if (text.length > valueMaxLength) return "a value is too long to be meant";
  if (text.includes("$")) return `"${text}" holds "$", which clients replace by what is on your machine`;
  return /^[\x20-\x7e]*$/.test(text) ? undefined : `"${text}" holds characters that no header or URL has`;
}

function urlObjection({ url: template, variables }: Remote): string | undefined {
  const authority = /^https?:\/\/([^/?#\\]+)/i.exec(template)?.[1];
  const url = readUrl(expandTemplate(template, () => "x"));
  if (authority === undefined || url === undefined || readTemplate(template).malformed.length > 0)
    return `"${template}" is no http or https URL`;
  if (url.username + url.password !== "") return `"${template}" holds a user name or a password`;
  if (openEnd.test(authority)) return `"${template}" leaves open where its host ends`;
  for (const name of readTemplate(authority).variables) {
    const { value, default: initial, choices } = variableOf(variables, name);
    const odd = [value, initial, ...(choices ?? [])].find((text) => text !== undefined && !hostPart.test(text));
    if (odd !== undefined) return `"${odd}" for "{${name}}" would change the host of "${template}"`;
  }
  return undefined;
}

/** A name in letters that both an identifier and an environment tell apart. */
function plainName(name: string): string {
  return name
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, plainMaxLength)
    .toLowerCase();
}

function neededInput(
  plain: string,
  { description, isSecret, default: initial, choices }: Input,
  { key, host, about }: { readonly key: string; readonly host: string; readonly about: string },
): NeededInput {
  const secret = isSecret === true;
  const said = printable(description ?? about)
    .replaceAll("$", "")
    .slice(0, descriptionMaxLength)
    .replace(/[\ud800-\udbff]$/, "");
  const offered = (choices ?? []).filter((choice) => objection(choice) === undefined);
  return {
    id: `${host.replace(/[^a-z0-9.-]/g, "-")}-${plain}`,
    variable: `MCP_${environmentName(host)}__${plain.replaceAll("-", "_")}`.toUpperCase(),
    description: `${key}: ${said}`,
    secret,
    ...(secret || initial === undefined || objection(initial) !== undefined ? {} : { initial }),
    ...(secret || offered.length === 0 ? {} : { choices: offered }),
  };
}

/** A host as part of a variable's name, so that no two hosts give the same: `a.b` and `a-b` are strangers, and what follows `__` last is no host. */
function environmentName(host: string): string {
  return host
    .replaceAll("_", "___")
    .replaceAll("-", "__")
    .replace(/[^a-z0-9_]/gi, "_");
}

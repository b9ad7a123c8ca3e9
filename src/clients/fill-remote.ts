// Fills a remote's templates with what the publisher set and with references to what the user gives, and never with a secret.

import type { Input, KeyValueInput, Remote } from "../document/card.ts";
import { printable } from "../document/printable.ts";
import { readUrl } from "../text/read-url.ts";
import { expandTemplate, isPureTemplate, readTemplate } from "../text/templates.ts";
import type { Client, FilledRemote, NeededInput } from "./client.ts";

/** A remote that can be written down, with the optional headers that were left out of it. */
export interface Filled {
  readonly remote: FilledRemote;
  /** Names of headers that the card calls optional and gives no value for. */
  readonly leftOut: readonly string[];
  /** The endpoint as the card has it, for people. */
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

/** Longest words for the person who is asked. */
const descriptionMaxLength = 200;

/** Names of headers whose values are credentials, whatever the card calls them. */
const sensitiveName = /auth|cookie|credential|key|passw|secret|session|token/i;

/** Fills a remote for a client. The key stands in the words that the user is asked with. */
export function fillRemote(remote: Remote, client: Client, key: string): Filled | Unfillable {
  const wrong = urlObjection(remote.url);
  if (wrong !== undefined) return { problem: wrong };
  const host = hostOfRemote(remote);
  const inputs = new Map<string, NeededInput>();
  const needed = (name: string, input: Input, about: string): string => {
    const found = inputs.get(name) ?? neededInput(name, input, { key, host, about });
    inputs.set(name, found);
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
  const url = expandTemplate(remote.url, valuesOf(remote.variables, "part of the endpoint"));
  const problem = literals.map(objection).find((found) => found !== undefined);
  if (problem !== undefined) return { problem };
  const filled = { type: remote.type, url, headers, inputs: [...inputs.values()] };
  const refusal = client.refusal?.(filled);
  return refusal === undefined ? { remote: filled, leftOut, endpoint: remote.url } : { problem: refusal };
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
function hostOfRemote({ url, variables }: Remote): string {
  const filled = expandTemplate(url, (name) => literalOf(variableOf(variables, name)) ?? `var-${name}`);
  return readUrl(filled)?.host ?? "no-host";
}

/** Clients expand `$`: a stranger's text must not reach for the user's environment, nor end a line. */
function objection(text: string): string | undefined {
  if (text.length > valueMaxLength) return "a value is too long to be meant";
  if (text.includes("$")) return `"${text}" holds "$", which clients replace by what is on your machine`;
  return /^[\x20-\x7e]*$/.test(text) ? undefined : `"${text}" holds characters that no header or URL has`;
}

function urlObjection(template: string): string | undefined {
  const url = readUrl(expandTemplate(template, () => "x"));
  if (url === undefined || !/^https?:$/.test(url.protocol) || readTemplate(template).malformed.length > 0)
    return `"${template}" is no http or https URL`;
  return url.username + url.password === "" ? undefined : `"${template}" holds a user name or a password`;
}

function neededInput(
  name: string,
  { description, isSecret, default: initial, choices }: Input,
  { key, host, about }: { readonly key: string; readonly host: string; readonly about: string },
): NeededInput {
  const plain = name.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 40);
  const secret = isSecret === true;
  const said = printable(description ?? about)
    .replaceAll("$", "")
    .slice(0, descriptionMaxLength);
  const offered = (choices ?? []).filter((choice) => objection(choice) === undefined);
  return {
    id: `${host.replace(/[^a-z0-9.-]/g, "-")}-${plain}`.toLowerCase(),
    variable: `MCP_${environmentName(host)}_${plain.replaceAll("-", "_")}`.toUpperCase(),
    description: `${key}: ${said}`,
    secret,
    ...(secret || initial === undefined || objection(initial) !== undefined ? {} : { initial }),
    ...(secret || offered.length === 0 ? {} : { choices: offered }),
  };
}

/** A host as part of a variable's name, so that no two hosts give the same: `a.b` and `a-b` are strangers. */
function environmentName(host: string): string {
  return host
    .replaceAll("_", "___")
    .replaceAll("-", "__")
    .replace(/[^a-z0-9_]/gi, "_");
}

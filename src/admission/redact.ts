// Takes the credentials out of a card, so that what is kept of it can be stored and shown.

import type { Card } from "../document/card.ts";
import { type Code, type Diagnostic, maxDiagnostics } from "../document/diagnostic.ts";
import { findCredentials, isPlaceholder, mask, maskCredentials, secretQueryKey } from "../text/credentials.ts";
import { readTemplateUrl } from "../text/host-names.ts";
import { step, urlsOf } from "../validate/rules/parts.ts";

/** Codes of findings that say where a credential stands; a card with one of them is kept redacted and is not listed, a catalog is not kept. */
export const credentialCodes: ReadonlySet<Code> = new Set<Code>([
  "card/credential",
  "card/credential-query",
  "card/secret-literal",
  "card/url-userinfo",
  "catalog/credential",
]);

/** Shorter texts are not searched for elsewhere in the card: they would be found inside harmless words. */
const leastSearchedCharacters = 6;

/**
 * Gives a deep copy of the card in which each credential is its first four characters and `…[redacted]`.
 * Diagnostics may have been cut at their limit, so whatever looks like a credential goes too, found or not,
 * and each secret that was found once is taken out wherever it stands again.
 */
export function redact(card: Card, diagnostics: readonly Pick<Diagnostic, "code" | "pointer">[]): Card {
  const pointers = new Set(diagnostics.filter(({ code }) => credentialCodes.has(code)).map(({ pointer }) => pointer));
  for (const pointer of secretPointers(card)) pointers.add(pointer);
  const urls = new Set([...urlsOf(card)].map(({ pointer }) => pointer));
  const secrets = new Set<string>();
  const first = copy(card, "", (text, pointer) => {
    for (const found of findCredentials(text)) secrets.add(found.text);
    if (urls.has(pointer)) for (const secret of urlSecrets(text)) secrets.add(secret);
    const masked = maskCredentials(text);
    if (!pointers.has(pointer) || urls.has(pointer) || masked !== text) return masked;
    secrets.add(text);
    return mask(text);
  });
  const known = [...secrets]
    .filter((secret) => secret.length >= leastSearchedCharacters)
    .sort((a, b) => b.length - a.length);
  if (known.length === 0) return first as Card;
  return copy(first, "", (text) => known.reduce((left, secret) => left.replaceAll(secret, mask(secret)), text)) as Card;
}

/** The card as it may be shown: a copy by {@link redact} where a credential was found in it, else itself. */
export function redactFound(card: Card, diagnostics: readonly Pick<Diagnostic, "code" | "pointer">[]): Card {
  const isClean = diagnostics.length < maxDiagnostics && !diagnostics.some(({ code }) => credentialCodes.has(code));
  return isClean ? card : redact(card, diagnostics);
}

/** Literal values of secret inputs, looked up anew because the list of findings may be cut. */
function* secretPointers(card: Card): Iterable<string> {
  for (const [pointer, input] of objectsOf(card, "")) {
    if (input["isSecret"] !== true) continue;
    for (const member of ["value", "default"]) {
      const text = input[member];
      if (typeof text === "string" && !isPlaceholder(text) && !text.includes("{")) yield `${pointer}/${member}`;
    }
    const choices = input["choices"];
    if (Array.isArray(choices)) for (const index of choices.keys()) yield `${pointer}/choices/${index}`;
  }
}

function* objectsOf(value: unknown, pointer: string): Iterable<readonly [string, Readonly<Record<string, unknown>>]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield [pointer, value as Readonly<Record<string, unknown>>];
  for (const [key, item] of Object.entries(value)) yield* objectsOf(item, pointer + step(key));
}

/** The password of a URL, and the values of its secret query parameters. */
function* urlSecrets(text: string): Iterable<string> {
  const userinfo = readTemplateUrl(text)?.userinfo;
  if (userinfo !== undefined) {
    yield userinfo;
    yield userinfo.slice(userinfo.indexOf(":") + 1);
  }
  for (const pair of (text.split("?").slice(1).join("?").split("#", 1)[0] ?? "").split(/[&;]/)) {
    const [key = "", ...value] = pair.split("=");
    if (secretQueryKey.test(key) && !isPlaceholder(value.join("="))) yield value.join("=");
  }
}

/** Copies JSON, member names included, with each text changed. Recursion is bounded by the depth that is read at all. */
function copy(value: unknown, pointer: string, change: (text: string, pointer: string) => string): unknown {
  if (typeof value === "string") return change(value, pointer);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => copy(item, pointer + step(index), change));
  const members = Object.entries(value).map(([key, item]) => [
    change(key, ""),
    copy(item, pointer + step(key), change),
  ]);
  return Object.fromEntries(members);
}

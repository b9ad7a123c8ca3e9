// Reads how older documents describe authentication: a card can only say which headers a server needs.

import type { KeyValueInput } from "../document/card.ts";
import { isCarriedHeader, maxHeaders, mergeHeaders } from "./headers.ts";
import { filled, filledMember, itemsOf, member } from "./source.ts";

const apiKeyWord = /^(?:api[-_ ]?key|header|http[-_]?header|custom[-_]?header)$/i;
const headerNames = ["header", "headerName", "header_name", "parameter", "name"];

/** One way to authenticate that is a header with a key in it; undefined for OAuth, bearer and everything else. */
function keyHeader(method: unknown, required: boolean): KeyValueInput | undefined {
  const word = filledMember(method, "type", "scheme", "method");
  if (word === undefined || !apiKeyWord.test(word)) return undefined;
  const place = filledMember(method, "location", "in");
  if (place !== undefined && place !== "header") return undefined;
  const name = filledMember(method, ...headerNames);
  if (name === undefined || !isCarriedHeader(name)) return undefined;
  return { name, ...(required && { isRequired: true }), isSecret: true };
}

/** Reads an `authentication` or `auth` member: a key in a named header becomes a secret header (spec.md 4.8), OAuth none. */
export function authHeaders(value: unknown): readonly KeyValueInput[] {
  const required = member(value, "required") !== false;
  const main = keyHeader(value, required);
  const others = ["schemes", "methods", "alternative_methods"].flatMap((name) =>
    itemsOf(member(value, name)).slice(0, maxHeaders),
  );
  const optional = [...itemsOf(value).slice(0, maxHeaders), ...others].flatMap(
    (method) => keyHeader(method, false) ?? [],
  );
  return mergeHeaders(main === undefined ? [] : [main], optional);
}

/** Words that name how a server authenticates, for the provenance: never more than plain words. */
export function authWords(value: unknown): readonly string[] {
  const methods = [
    value,
    ...itemsOf(value),
    ...["schemes", "methods", "alternative_methods"].flatMap((name) => itemsOf(member(value, name))),
  ];
  const words = methods
    .slice(0, maxHeaders)
    .flatMap((method) => filled(method) ?? filledMember(method, "type", "scheme", "method") ?? []);
  return [
    ...new Set(
      words.filter((word) =>
        /^(?:none|bearer|basic|api[-_ ]?key|oauth[-_]?(?:2|2\.0|2\.1)?|oidc|openid(?:connect)?|mtls|header|jwt|hmac)$/i.test(
          word,
        ),
      ),
    ),
  ];
}

// What the rules about credentials share: the texts that may hold one, and what is said of each that does.

import { findCredentials, mask } from "../../text/credentials.ts";
import type { Finding } from "../rule.ts";
import { type Part, step } from "./parts.ts";

/** No credential that is looked for is shorter, the word before it included. */
const shortestCredential = 12;

/** Names of members are seldom long; one that is shorter holds no credential. */
const shortestName = 16;

/** Each string anywhere in a value that could hold a credential; for a member's name, the pointer is that of its object. */
export function* stringsOf(value: unknown, pointer: string): Iterable<Part<string>> {
  if (typeof value === "string") {
    if (value.length >= shortestCredential) yield { pointer, value };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* stringsOf(item, pointer + step(index));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key.length >= shortestName) yield { pointer, value: key };
      yield* stringsOf(item, pointer + step(key));
    }
  }
}

/** The findings about a text; a key that documentation prints as an example is a warning only. */
export function* credentialsIn({ pointer, value }: Part<string>, hint: string): Iterable<Finding> {
  for (const { text, what, example } of findCredentials(value)) {
    const shown = mask(text);
    if (!example) yield { pointer, message: `"${shown}" looks like ${what}`, hint };
    else {
      const message = `"${shown}" is ${what} that documentation uses as an example`;
      yield { pointer, message, hint: "remove it, and describe the input instead", severity: "warning" };
    }
  }
}

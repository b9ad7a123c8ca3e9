// Which names a registry takes: those that are safe as a path, as a key, and to show.

import type { Card } from "../document/card.ts";
import { quote } from "../text/quote.ts";
import type { Objection } from "./admission.ts";

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Says why a card's name would be dangerous in a path or as a key (security.md V8); undefined where it is not. */
export function nameProblem(name: string): string | undefined {
  const [namespace = "", local = "", ...rest] = name.split("/");
  if (rest.length > 0) return "has more than one slash";
  const labels = namespace.split(".");
  if (!labels.every((part) => label.test(part))) return "has a namespace that is not made of domain labels";
  if (labels.every((part) => /^\d+$/.test(part))) return "has a namespace that reads as an IP address";
  if (!/^[a-z0-9](?:.*[a-z0-9])?$/i.test(local))
    return "has a last part that does not start and end with a letter or digit";
  return local.includes("..") ? "has two dots in a row" : undefined;
}

/** Yields `admission/name-form`. */
export function* checkName(card: Card): Generator<Objection> {
  const problem = nameProblem(card.name);
  if (problem === undefined) return;
  yield {
    code: "admission/name-form",
    severity: "error",
    pointer: "/name",
    message: `name ${quote(card.name)} ${problem}`,
    hint: "write a domain of yours in reverse, a slash, and a name of letters, digits and hyphens",
  };
}

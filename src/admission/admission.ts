// What a registry refuses to show or to route although the standard allows it.

import type { Card } from "../document/card.ts";
import type { Diagnostic } from "../document/diagnostic.ts";

/** Yields why a registry would not list the card; nothing where it would. */
export function* checkAdmission(_card: Card): Generator<Omit<Diagnostic, "range">> {}

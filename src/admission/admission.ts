// What a registry refuses to show or to route although the standard allows it.

import type { Card, Catalog } from "../document/card.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import { checkIcons } from "./icons.ts";
import { checkCatalogLimits, checkLimits } from "./limits.ts";
import { checkName } from "./names.ts";
import { checkTexts } from "./texts.ts";
import { checkUrls } from "./urls.ts";

/** A finding of admission: a diagnostic whose place in the text is yet to be looked up. */
export type Objection = Omit<Diagnostic, "range">;

/** Yields why a registry would not list the card (errors) or would not show all of it (warnings); nothing where it would. */
export function* checkAdmission(card: Card): Generator<Objection> {
  yield* checkName(card);
  yield* checkTexts(card);
  yield* checkUrls(card);
  yield* checkIcons(card);
  yield* checkLimits(card);
}

/** Yields why a crawler would not follow a catalog whole. `servedFrom` is the host that serves it, where it is known. */
export function* checkCatalogAdmission(catalog: Catalog, servedFrom?: string): Generator<Objection> {
  yield* checkCatalogLimits(catalog, servedFrom);
}

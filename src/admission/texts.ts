// Which texts a registry shows: those that cannot steer a terminal, hide words or show nothing.

import type { Card } from "../document/card.ts";
import type { Severity } from "../document/diagnostic.ts";
import { type FlawKind, findFlaws } from "../text/flaws.ts";
import { flawMessages } from "../validate/rules/card/text-hygiene.ts";
import { textsOf } from "../validate/rules/parts.ts";
import type { Objection } from "./admission.ts";

const severities: Readonly<Record<FlawKind, Severity>> = {
  control: "error",
  bidi: "error",
  invisible: "error",
  blank: "error",
  combining: "warning",
};

/** Yields `admission/text-control`, `-bidi`, `-invisible`, `-blank` and `-combining` (security.md V10). */
export function* checkTexts(card: Card): Generator<Objection> {
  for (const text of textsOf(card)) {
    for (const flaw of findFlaws(text.value, text.shape)) {
      // An optional text of an input may say nothing: only its owner would miss it.
      if (flaw.kind === "blank" && text.pointer.startsWith("/remotes")) continue;
      yield {
        code: `admission/text-${flaw.kind}`,
        severity: severities[flaw.kind],
        pointer: text.pointer,
        message: `text ${flawMessages[flaw.kind]} ${flaw.what}`,
        hint:
          flaw.kind === "blank" ? "write something that can be read" : "remove the character, and type the text anew",
      };
    }
  }
}

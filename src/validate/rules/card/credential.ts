// Rule: nothing in a card looks like a live credential.

import type { KeyValueInput } from "../../../document/card.ts";
import { credentialTrace, isPlaceholder, mask } from "../../../text/credentials.ts";
import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule, type Finding } from "../../rule.ts";
import { credentialsIn, stringsOf } from "../credentials-in.ts";
import { allHeadersOf, jsonOf, type Part } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";

/** Headers that carry nothing but credentials. */
export const credentialHeader: RegExp =
  /^(?:(?:proxy-)?authorization|cookie|(?:x-)?api-?key|(?:x-)?(?:auth|access)-(?:token|key))$/i;

const hint = "remove it from the card, revoke it, and let the client ask for it as a secret input";

/** `card/credential`, spec.md 1.5 SC-CRED; a documented example key is a warning only. */
export const credential: CardRule = defineRule({
  id: "card/credential",
  severity: "error",
  title: "the card holds what looks like a credential",
  rationale:
    "A card must not contain credentials or tokens: it is public and copied by crawlers and registries, so a credential in it is lost the moment it is published. Revoke it before anything else: removing it from the card does not bring it back.",
  spec: sources.cardDiscovery,
  on: "card",
  good: sampleHeader({
    name: "Authorization",
    isSecret: true,
    value: "Bearer {token}",
    variables: { token: { isSecret: true } },
  }),
  bad: sampleHeader({ name: "X-Service", value: "token 0a1b2c3d4e5f60718293a4b5" }),
  *check(card) {
    const seen = new Set<string>();
    for (const text of credentialTrace.test(jsonOf(card)) ? stringsOf(card, "") : []) {
      for (const finding of credentialsIn(text, hint)) {
        seen.add(text.pointer);
        yield finding;
      }
    }
    for (const header of allHeadersOf(card)) {
      if (header.value.isSecret === true || !credentialHeader.test(header.value.name)) continue;
      for (const found of literalHeader(header)) if (!seen.has(found.pointer)) yield found;
    }
  },
});

function* literalHeader(header: Part<KeyValueInput>): Iterable<Finding> {
  for (const member of ["value", "default"] as const) {
    const text = header.value[member];
    if (text === undefined || readTemplate(text).variables.length > 0) continue;
    const bare = text.replace(/^\s*(?:bearer|basic|digest|token)(?:\s|$)/i, "");
    if (isPlaceholder(bare)) continue;
    const message = `header ${header.value.name.toLowerCase()} has the literal ${member} "${mask(bare.trim())}"`;
    yield { pointer: `${header.pointer}/${member}`, message, hint };
  }
}

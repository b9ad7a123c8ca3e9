// Rule: a URL that starts with a variable can become an http URL.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/template-scheme`, spec.md 1.5 SC-URL-TPL-SCHEME. */
export const templateScheme: CardRule = defineRule({
  id: "card/template-scheme",
  severity: "warning",
  title: "the URL starts with a variable that gives no scheme",
  rationale:
    "SDKs fill in the variables and then ask for an http or https URL. Where the first variable is a tenant or a host, the result has no scheme and every client fails.",
  spec: sources.cardSchema,
  on: "card",
  trace: urlTrace,
  good: sampleRemote({
    url: "{base_url}/mcp",
    variables: { base_url: { isRequired: true, placeholder: "https://mcp.example.com" } },
  }),
  bad: sampleRemote({ url: "{tenant}.example.com/mcp", variables: { tenant: { isRequired: true } } }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      const match = /^\{([a-zA-Z_][a-zA-Z0-9_]*)\}(.?)/.exec(remote.value.url);
      const name = match?.[1];
      if (name === undefined || remote.value.url.slice(name.length + 2).startsWith("://")) continue;
      const input = Object.hasOwn(remote.value.variables ?? {}, name) ? remote.value.variables?.[name] : undefined;
      const told = [input?.value, input?.default, input?.placeholder, ...(input?.choices ?? [])];
      const tellsScheme = told.some((text) => text !== undefined && /^https?:\/\//.test(text));
      const canBeWhole = ["", "/", "?"].includes(match?.[2] ?? "") && /url|uri|base|endpoint|origin|server/i.test(name);
      if (tellsScheme || canBeWhole) continue;
      yield {
        pointer: `${remote.pointer}/url`,
        part: `{${name}}`,
        message: `URL ${quote(remote.value.url)} starts with a variable that does not give it a scheme`,
        hint: 'write "https://" before the variable, or give the variable a placeholder that starts with https://',
      };
    }
  },
});

// What `add` shows before it asks: who says what, what the client will do, and the change as a diff.

import type { Client, FilledRemote } from "../../src/clients/client.ts";
import { printable } from "../../src/document/printable.ts";
import type { FoundCard } from "../add-source.ts";
import type { TextLayout } from "./diagnostics.ts";
import { diffText } from "./diff-text.ts";
import { hostOf } from "./url-host.ts";
import { wrap } from "./width.ts";
import { count } from "./words.ts";

/** What is about to be done. Texts of the card are strangers'. */
export interface AddPlan {
  readonly client: Client;
  readonly found: FoundCard;
  readonly remote: FilledRemote;
  readonly key: string;
  readonly file: string;
  readonly leftOut: readonly string[];
  /** As it is written, what the user gives in braces. */
  readonly endpoint: string;
  readonly otherEndpoints: number;
  /** A unified diff; empty where nothing changes. */
  readonly diff: string;
}

const ways: Readonly<Record<Client["asks"], string>> = {
  prompt: "asks for it when the server starts",
  environment: "takes it from the environment",
  placeholder: "has a placeholder: write it into the file",
};

/** Formats the plan: the chain first, because that is what the question is about. */
export function addText(plan: AddPlan, { palette, columns = 80 }: TextLayout): string {
  const { client, found, remote, endpoint, leftOut, otherEndpoints, diff } = plan;
  const { card, listedBy, cardAt, isEntry, warnings, claimed } = found;
  const chain = [
    ...(listedBy === undefined ? [] : [`listed by ${hostOf(listedBy)}`]),
    isEntry
      ? "card made of its entry there"
      : `card ${cardAt.includes("://") ? `at ${hostOf(cardAt)}` : `in ${printable(cardAt)}`}`,
    `traffic to ${hostOf(endpoint)}`,
  ];
  const about = wrap(printable(card.description), Math.max(20, columns - 2));
  return [
    palette.strong(`${printable(card.name)} ${printable(card.version)}`),
    ...about.map((line) => `  ${line}`),
    `  ${chain.join(" → ")}`,
    `  ${palette.faint(printable(endpoint))}`,
    ...(claimed === undefined
      ? []
      : [
          palette.warning(
            `  the name is ${printable(claimed)}'s to give, and neither the list nor the card is from there`,
          ),
        ]),
    ...(warnings === 0
      ? []
      : [palette.warning(`  the card has ${count(warnings, "warning")}: mcp-discover validate tells them`)]),
    ...remote.inputs.map(({ variable, id, description, secret }) => {
      const name = client.asks === "prompt" ? id : variable;
      return `  ${secret ? "secret" : "value"} ${name}: ${client.title} ${ways[client.asks]} (${description})`;
    }),
    ...(leftOut.length > 0 ? [`  optional headers left out: ${leftOut.map(printable).join(", ")}`] : []),
    ...(remote.url.startsWith("http:")
      ? [palette.warning("  the endpoint is plain http: everybody on the way can read along")]
      : []),
    ...(otherEndpoints > 0 ? [`  the card has ${otherEndpoints} more of its endpoints, which are not written`] : []),
    "",
    ...(diff === "" ? [] : [diffText(diff, palette).trimEnd(), ""]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

// Makes a card of a draft, mends what can be mended, and judges it.

import { type Card, cardSchemaUrl, type KeyValueInput, type Remote } from "../document/card.ts";
import type { Report } from "../document/report.ts";
import { fixDocument } from "../fix/fix-document.ts";
import { validate } from "../validate/validate.ts";
import type { Draft } from "./draft.ts";

/** A card that was made. */
export interface DraftedCard {
  /** JSON as people write it, ready for a file. */
  readonly text: string;
  /** The verdict on it: with no findings, it is what `init` promises. */
  readonly report: Report;
}

/** Makes a card. `source` is what the verdict calls it. What is missing in the draft is missing in the card, and found. */
export function draftCard(draft: Draft & { readonly name: string }, source: string): DraftedCard {
  const { name, version, title, description, websiteUrl, repository, icons, others } = draft;
  const card = {
    $schema: cardSchemaUrl,
    name,
    ...(version === undefined ? {} : { version }),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(websiteUrl === undefined ? {} : { websiteUrl }),
    ...(repository === undefined ? {} : { repository }),
    ...(icons === undefined ? {} : { icons }),
    remotes: remotesOf(draft),
    ...others,
  };
  const judge = (input: Uint8Array | string): Report => validate(input, { source });
  const { text = "", report } = fixDocument(`${JSON.stringify(card, null, 2)}\n`, judge);
  return { text, report };
}

function remotesOf(draft: Draft): readonly Remote[] {
  const { url, transport, supportedProtocolVersions, secretHeaders = [] } = draft;
  const [first, ...rest] = draft.remotes ?? [];
  const stated = url ?? first?.url;
  if (stated === undefined) return [];
  const type = transport ?? first?.type ?? "streamable-http";
  // Variables belong to the URL in which they stand.
  const kept: Partial<Remote> =
    first === undefined ? {} : url === undefined || url === first.url ? first : withoutVariables(first);
  const headers = [...(first?.headers ?? []), ...secretHeaders.map(secretHeader)];
  const versions = supportedProtocolVersions ?? first?.supportedProtocolVersions;
  return [
    {
      ...kept,
      type,
      url: stated,
      ...(headers.length > 0 ? { headers } : {}),
      ...(versions === undefined || versions.length === 0 ? {} : { supportedProtocolVersions: versions }),
    },
    ...rest,
  ];
}

function withoutVariables({ variables: _, ...rest }: Remote): Omit<Remote, "variables"> {
  return rest;
}

function secretHeader(name: string): KeyValueInput {
  return { name, description: `Your ${name} for this server`, isRequired: true, isSecret: true };
}

/** Whether a member of a card would be found fault with on its own; gives the first finding's clause. */
export function memberProblem(member: keyof Card & string, value: unknown): string | undefined {
  const sample: Record<string, unknown> = {
    $schema: cardSchemaUrl,
    name: "com.example/server",
    version: "1.0.0",
    description: "Answers questions",
    remotes: [{ type: "streamable-http", url: "https://example.com/mcp" }],
    [member]: value,
  };
  const { diagnostics } = validate(JSON.stringify(sample));
  const isOfMember = (pointer: string): boolean => pointer === `/${member}` || pointer.startsWith(`/${member}/`);
  return diagnostics.find(({ pointer = "", severity }) => severity !== "info" && isOfMember(pointer))?.message;
}

// Says in a normalised card where it came from, what was made up and what was left behind.

import { authWords } from "./authentication.ts";
import type { DialectContext, Note } from "./dialect.ts";
import { filledMember, itemsOf, member, membersOf } from "./source.ts";
import { cutText, maxOriginalPoints } from "./texts.ts";

/** At most this many pointers and tool names are kept in a card: it is a note, not the old document. */
const maxKept = 50;

/** What {@link provenance} is made of. */
export interface Origin {
  readonly synthesized: readonly string[];
  readonly dropped: readonly Note[];
  readonly originalDescription?: string;
  /** The object that described the server. */
  readonly described: unknown;
}

/** The `_meta` key under which a normalised card tells its origin. */
export function provenanceKey(namespace: string): string {
  return `${namespace}/source`;
}

const primitives = ["tools", "resources", "prompts", "logging", "completions"];

function capabilityNames(described: unknown): readonly string[] {
  const stated = member(described, "capabilities");
  if (Array.isArray(stated)) return primitives.filter((name) => itemsOf(stated).includes(name));
  return primitives.filter((name) => {
    const value = member(stated, name);
    return value === true || membersOf(value) !== undefined || itemsOf(value).length > 0;
  });
}

function toolNames(described: unknown): readonly string[] {
  const listed = itemsOf(member(described, "tools") ?? member(member(described, "capabilities"), "tools"));
  const names = listed.map((tool) => (typeof tool === "string" ? tool : filledMember(tool, "name")));
  return names
    .filter((name) => name !== undefined && /^[A-Za-z0-9_.-]{1,64}$/.test(name) && name !== "dynamic")
    .slice(0, maxKept) as string[];
}

/** What the old document claims and a card does not say, as bare words: nobody has verified it. */
function unverified(described: unknown): Record<string, readonly string[]> {
  const claims: Record<string, readonly string[]> = {
    capabilities: capabilityNames(described),
    tools: toolNames(described),
    authentication: [
      ...new Set([...authWords(member(described, "authentication")), ...authWords(member(described, "auth"))]),
    ],
  };
  return Object.fromEntries(Object.entries(claims).filter(([, words]) => words.length > 0));
}

/** The provenance as one JSON value (spec.md 4.8). The URL loses its query, which may hold keys. */
export function provenance(context: DialectContext, origin: Origin): Record<string, unknown> {
  const claims = unverified(origin.described);
  return {
    normalized: true,
    shape: context.shape,
    ...(context.url !== undefined && { url: context.url.origin + context.url.pathname }),
    ...(context.fetchedAt !== undefined && { fetchedAt: context.fetchedAt }),
    ...(context.pointer !== "" && { pointer: context.pointer }),
    synthesized: origin.synthesized,
    dropped: origin.dropped.slice(0, maxKept).map(({ pointer }) => pointer),
    ...(origin.originalDescription !== undefined && {
      originalDescription: cutText(origin.originalDescription, maxOriginalPoints),
    }),
    ...(Object.keys(claims).length > 0 && { unverified: claims }),
  };
}

// Reads the items of a list, each by its own shape, so that one bad item harms no other (spec.md 4.3, 4.6).

import { kindOf } from "../document/sniff.ts";
import type { DialectContext, Normalised, Reason } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { olderMembers } from "./members.ts";
import { member, membersOf, under } from "./source.ts";

/** Servers of one list that are read: as many as one catalog may list (contract: 1,000 card entries). */
export const maxListedServers = 1000;

/** Shapes that an item of a list keeps; any other item is an entry of the list's own. */
export const ownShapes: ReadonlySet<string> = new Set([
  "server-card",
  "server-card-draft",
  "sep-1649-card",
  "sep-1960-manifest",
  "ietf-manifest",
  "server-json",
]);

/** Reads each item and joins the results. */
export function joinItems(
  items: readonly unknown[],
  pointer: string,
  read: (item: unknown, pointer: string) => Normalised,
): Normalised {
  const joined = items.slice(0, maxListedServers).map((item, index) => read(item, under(pointer, index)));
  const reasons: Reason[] = joined.flatMap((each) => each.reasons);
  if (items.length > maxListedServers)
    reasons.push({ code: "too-many", pointer, message: `only the first ${maxListedServers} servers were read` });
  return { drafts: joined.flatMap((each) => each.drafts), reasons };
}

/** Reads an item of a list: by its own shape where it has one, else as an entry of the list; `{ server }` is unwrapped. */
export function readListed(item: unknown, pointer: string, context: DialectContext): Normalised {
  const wrapped = membersOf(member(item, "server"));
  const server = wrapped ?? item;
  const at = wrapped === undefined ? pointer : under(pointer, "server");
  if (ownShapes.has(kindOf(server))) return context.normaliseItem(server, at);
  return draftCard(
    server,
    { ...context, pointer: at },
    { members: olderMembers, inList: true, weakVersion: ["version"] },
  );
}

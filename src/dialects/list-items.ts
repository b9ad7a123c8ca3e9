// Reads the items of a list, each by its own shape, so that one bad item harms no other (spec.md 4.3, 4.6).

import { kindOf } from "../document/sniff.ts";
import type { DialectContext, Normalised, Reason } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { maxListedServers, ownShapes } from "./listed.ts";
import { olderMembers } from "./members.ts";
import { member, membersOf, under } from "./source.ts";

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

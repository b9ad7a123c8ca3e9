// A change of the index in words: what a person would say happened, and on which day.

import type { Change } from "../../registry/store/store.ts";
import type { JsonChange } from "../../src/document/json-changes.ts";
import { segments } from "../../src/document/pointer.ts";
import { printable } from "../../src/document/printable.ts";

const months = "January February March April May June July August September October November December".split(" ");

/** `3 November 2026`, in UTC. */
export function longDay(at: Date): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** `2026-11-03 14:02`, in UTC. */
export function shortTime(at: Date): string {
  return at.toISOString().slice(0, 16).replace("T", " ");
}

/** `remotes[0].url` for a pointer. */
export function memberPath(pointer: string): string {
  const parts = segments(pointer).map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${printable(part)}`));
  return parts.join("").replace(/^\./, "");
}

/** Members that people call by another name; the rest is called by its first member's. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^\/remotes\/\d+\/url$/, "the remote URL"],
  [/^\/remotes\/\d+\/headers/, "a remote's headers"],
  [/^\/remotes\/\d+\/variables/, "a remote's variables"],
  [/^\/remotes\/\d+\/supportedProtocolVersions/, "the protocol versions"],
  [/^\/remotes\/\d+\/type$/, "the transport"],
  [/^\/repository\//, "the repository"],
  [/^\/websiteUrl$/, "the website"],
];

/** Which members come first when there is no room for all: what matters most to whoever connects. */
const weight = ["/remotes", "/repository", "/version", "/name", "/title", "/description"];

function nameOf({ pointer, from, to }: JsonChange): string {
  if (/^\/remotes(?:\/\d+)?$/.test(pointer)) {
    if (from === undefined) return "remote added";
    return to === undefined ? "remote removed" : "the remotes";
  }
  const known = names.find(([form]) => form.test(pointer))?.[1];
  return known ?? `the ${memberPath(`/${pointer.split("/")[1] ?? ""}`)}`;
}

function rank({ pointer }: JsonChange): number {
  const index = weight.findIndex((start) => pointer.startsWith(start));
  return index === -1 ? weight.length : index;
}

/** `the remote URL and the title changed`; undefined where the words of the card are the same. */
export function changedWords(changes: readonly JsonChange[]): string | undefined {
  const telling = changes.filter(({ pointer }) => pointer !== "/version" && pointer !== "/$schema");
  const [first, second, ...more] = new Set([...telling].sort((a, b) => rank(a) - rank(b)).map(nameOf));
  if (first === undefined) return undefined;
  if (second === undefined)
    return first.startsWith("the ") || first.startsWith("a ")
      ? `${first} changed`
      : `a ${first.replace("remote ", "remote was ")}`;
  const rest = more.length === 0 ? "" : ` and ${more.length} more`;
  return rest === "" ? `${first} and ${second} changed` : `${first}, ${second}${rest} changed`;
}

/** What happened, as a clause without a date. */
export function eventWords(change: Change): string {
  const { event, hashBefore, version, changes } = change;
  const reason = change.reason === undefined ? "" : printable(change.reason.replace(/\.$/, ""));
  const words = changedWords(changes);
  switch (event) {
    case "new":
      if (hashBefore === undefined) return "first seen";
      return `version ${printable(version)} appeared${words === undefined ? "" : `: ${words}`}`;
    case "changed":
      return words ?? "its entry changed";
    case "gone":
      return `gone: ${decapitalised(reason)}`;
    case "back":
      return "back again";
    case "latest":
      return "another version is the latest now";
    case "facts":
      return words ?? "what is known of its origin changed";
    case "identity":
      return `identity changed: ${decapitalised(reason)}`;
  }
}

function decapitalised(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

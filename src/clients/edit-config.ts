// Puts a server into a client's configuration and leaves all else as it is, comments and order: the one file that imports jsonc-parser.

import {
  applyEdits,
  type FormattingOptions,
  modify,
  type Node,
  type ParseError,
  parse,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import type { Client, NeededInput } from "./client.ts";

/** What to put in. */
export interface NewServer {
  readonly key: string;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly url: string;
  readonly inputs: readonly NeededInput[];
}

/** What became of the text, or why nothing: `taken` where another server has the key, `unreadable` where the file is no configuration. */
export type Edited =
  | { readonly state: "added" | "same"; readonly key: string; readonly text: string }
  | { readonly state: "taken" | "unreadable"; readonly problem: string };

type Members = Readonly<Record<string, unknown>>;

/** No person writes such a line. */
const longLine = /.{4096}/;

const readable = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true };

/**
 * Adds a server. Where one of the same URL is there, under whatever key, all is left as it is; another server of the same key is
 * refused; `force` replaces what has the key. An empty text counts as no configuration yet. Problems may quote the file raw.
 */
export function addServer(
  text: string,
  server: NewServer,
  options: { readonly client: Client; readonly force: boolean },
): Edited {
  try {
    return edit(text, server, options);
  } catch (error) {
    // The parser calls itself for each level of a file that anybody may have written.
    if (!(error instanceof RangeError)) throw error;
    return { state: "unreadable", problem: "it is nested too deep" };
  }
}

function edit(
  text: string,
  { key, entry, url, inputs }: NewServer,
  { client, force }: { readonly client: Client; readonly force: boolean },
): Edited {
  const bom = text.startsWith("\ufeff") ? "\ufeff" : "";
  const body = text.slice(bom.length);
  const before = read(body);
  if (typeof before === "string") return { state: "unreadable", problem: before };
  const twice = doubled(body, client, key);
  if (twice !== undefined)
    return { state: "unreadable", problem: `it holds "${twice}" twice, and clients read only one of them` };
  const servers = own(before, client.root);
  if (servers !== undefined && !isMembers(servers))
    return { state: "unreadable", problem: `its "${client.root}" is no object` };
  const there = servers === undefined ? undefined : own(servers, key);
  const twin = Object.entries(servers ?? {}).find(([, other]) => urlOf(other, client) === url)?.[0];
  if (twin !== undefined && !force) return { state: "same", key: twin, text };
  if (there !== undefined && !force) {
    const known = urlOf(there, client);
    return {
      state: "taken",
      problem: `"${key}" is there already${known === undefined ? "" : ` and leads to ${known}`}`,
    };
  }
  const format = formatOf(body);
  // Lines beside the new ones are laid out again, and of what a program wrote on one line that would be all, in quadratic time.
  const layout = longLine.test(body) ? {} : { formattingOptions: format };
  let edited = body.trim() === "" ? `{}${format.eol}` : body;
  const set = (path: (string | number)[], value: unknown, isArrayInsertion = false): void => {
    edited = applyEdits(edited, modify(edited, path, value, { ...layout, isArrayInsertion }));
  };
  set([client.root, key], entry);
  if (client.inputs !== undefined && inputs.length > 0) {
    const listed = own(before, client.inputs);
    if (listed !== undefined && !Array.isArray(listed))
      return { state: "unreadable", problem: `its "${client.inputs}" is no list` };
    const ids = new Set((listed ?? []).map((each) => (isMembers(each) ? each["id"] : undefined)));
    const fresh = inputs.filter(({ id }) => !ids.has(id)).map(promptOf);
    if (listed === undefined) set([client.inputs], fresh);
    else for (const [index, prompt] of fresh.entries()) set([client.inputs, listed.length + index], prompt, true);
  }
  return { state: "added", key, text: bom + edited };
}

/** An input of VS Code: what is typed is kept by the editor, not in the file. */
function promptOf({ id, description, secret, initial, choices }: NeededInput): Members {
  if (choices !== undefined)
    return { type: "pickString", id, description, options: choices, ...(initial && { default: initial }) };
  return { type: "promptString", id, description, password: secret, ...(initial && { default: initial }) };
}

/** The members of a configuration, or why it is none. */
function read(text: string): Members | string {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, readable);
  const [error] = errors;
  if (error !== undefined) {
    const line = text.slice(0, error.offset).split("\n").length;
    return `it is no JSON (${printParseErrorCode(error.error)} in line ${line})`;
  }
  if (value === undefined) return {};
  return isMembers(value) ? value : "it is no object";
}

/** What stands twice where a server is written: the first would be edited, and clients read the last. */
function doubled(text: string, { root, inputs }: Client, key: string): string | undefined {
  const top = parseTree(text, [], readable);
  const holders = named(top, root);
  if (holders.length > 1) return root;
  if (inputs !== undefined && named(top, inputs).length > 1) return inputs;
  return named(holders[0]?.children?.[1], key).length > 1 ? key : undefined;
}

function named(object: Node | undefined, name: string): readonly Node[] {
  return object?.children?.filter(({ children }) => children?.[0]?.value === name) ?? [];
}

/** Where an entry leads, also one that somebody wrote by hand or that starts mcp-remote. */
function urlOf(entry: unknown, { urlMembers }: Client): string | undefined {
  if (!isMembers(entry)) return undefined;
  const named = [...urlMembers, "url"].map((member) => own(entry, member)).find((value) => typeof value === "string");
  const args = own(entry, "args");
  const argued = Array.isArray(args)
    ? args.find((each) => typeof each === "string" && /^https?:/.test(each))
    : undefined;
  return (named ?? argued) as string | undefined;
}

/** As the file is written: tabs or spaces, and its line ends. */
function formatOf(text: string): FormattingOptions & { readonly eol: string } {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const tabs = indent.startsWith("\t");
  return {
    insertSpaces: !tabs,
    tabSize: tabs ? 4 : Math.min(indent.length, 8),
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// The options of `init`: each answers a question that it would ask otherwise.

import { isServerName } from "../src/dialects/names.ts";
import type { Card } from "../src/document/card.ts";
import { memberProblem } from "../src/draft/card.ts";
import { readUrl } from "../src/text/read-url.ts";
import { UsageError } from "../src/usage-error.ts";
import { headerOption } from "./header-option.ts";
import { choice, type Option, toggle, type Values } from "./option.ts";
import { color, networkOptions, quiet } from "./options.ts";

type Text = Option<string | undefined>;

function checked(value: string, summary: string, problem: (text: string) => string | undefined): Text {
  return {
    value,
    summary,
    initial: undefined,
    read(text) {
      const wrong = problem(text);
      if (wrong !== undefined) throw new UsageError(wrong);
      return text;
    },
  };
}

/** What is wrong with a member's value, in the words of `validate`. */
export function problemOf(member: keyof Card & string): (text: string) => string | undefined {
  return (text) => (text === "" ? "write something" : memberProblem(member, text));
}

/** What is wrong with an endpoint. */
export function endpointProblem(text: string): string | undefined {
  const url = readUrl(text);
  if (url === undefined) return `"${text}" is not a URL such as https://example.com/mcp`;
  if (/[{}]/.test(text)) return "write variables into the card by hand: a URL with braces needs more than one answer";
  return memberProblem("remotes", [{ type: "streamable-http", url: text }]);
}

/** What is wrong with a name, whole or only its second half. */
export function nameProblem(text: string): string | undefined {
  if (/^[A-Za-z0-9._-]+$/.test(text)) return memberProblem("name", `com.example/${text}`);
  return isServerName(text) ? memberProblem("name", text) : `"${text}" is not a name such as com.example/weather`;
}

function domainProblem(text: string): string | undefined {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i.test(text)
    ? undefined
    : `"${text}" is not a domain such as example.com`;
}

const secretHeader: Option<readonly string[]> = {
  value: "NAME",
  repeatable: true,
  summary: "a header that users fill in with a secret, such as X-API-Key; repeatable",
  initial: [],
  read(text, before) {
    const header = { name: text, description: "x", isRequired: true, isSecret: true };
    const wrong = memberProblem("remotes", [
      { type: "streamable-http", url: "https://example.com/mcp", headers: [header] },
    ]);
    if (wrong !== undefined) throw new UsageError(wrong);
    return [...before, text];
  },
};

const asIs = (value: string, summary: string, initial?: string): Text => ({
  value,
  summary,
  initial,
  read: (text) => text,
});

/** Every option of `init`. */
export const initOptions: {
  readonly url: Text;
  readonly name: Text;
  readonly domain: Text;
  readonly title: Text;
  readonly description: Text;
  readonly serverVersion: Text;
  readonly website: Text;
  readonly repository: Text;
  readonly transport: Option<"streamable-http" | "sse" | undefined>;
  readonly secretHeader: Option<readonly string[]>;
  readonly from: Text;
  readonly fromServer: Text;
  readonly header: Option<Readonly<Record<string, string>>>;
  readonly out: Text;
  readonly force: Option<boolean>;
  readonly allowWarnings: Option<boolean>;
  readonly quiet: typeof quiet;
  readonly color: typeof color;
} & typeof networkOptions = {
  url: checked("URL", "the server's MCP endpoint", endpointProblem),
  name: checked(
    "NAME",
    "com.example/weather, or its second half (default: from the domain and what is known)",
    nameProblem,
  ),
  domain: checked("DOMAIN", "whose name the server bears, if not the endpoint's host", domainProblem),
  title: checked("TEXT", "the name that people read", problemOf("title")),
  description: checked("TEXT", "what it can do, in at most 100 characters", problemOf("description")),
  serverVersion: checked("VERSION", "the server's version", problemOf("version")),
  website: checked("URL", "a page about the server", problemOf("websiteUrl")),
  repository: asIs("URL", "where its source is"),
  transport: choice<"streamable-http" | "sse", undefined>(
    "how the endpoint speaks",
    ["streamable-http", "sse"],
    undefined,
  ),
  secretHeader,
  from: asIs("FILE", "take what this says: a server.json, a package.json, a card of any kind; - for standard input"),
  fromServer: asIs("URL", "ask the running server who it is: a live connection, which no card needs"),
  header: headerOption("--from-server", "that server"),
  out: asIs("FILE", "the file to write (default: server-card.json), - for standard output"),
  force: toggle("replace the file where it is there"),
  allowWarnings: toggle("write the card although validate warns of something"),
  quiet,
  color,
  ...networkOptions,
};

/** The values of {@link initOptions}. */
export type InitValues = Values<typeof initOptions>;

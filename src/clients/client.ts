// What an MCP client is: where it keeps its servers, in which words, and how it asks its user for a value.

import type { Remote } from "../document/card.ts";

/** The clients that are known, in the order in which they are shown. */
export const clientNames = [
  "vscode",
  "cursor",
  "claude-code",
  "claude-desktop",
  "windsurf",
  "zed",
  "gemini-cli",
] as const;

/** One of {@link clientNames}. */
export type ClientName = (typeof clientNames)[number];

/** Whom a configuration is for: all who work on the project, or the one user. */
export type Scope = "project" | "user";

/** What of the machine decides where a file is. */
export interface Machine {
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where a file is: below the project, or below a folder of the user. */
export interface Place {
  /** Absolute; undefined for the project's folder. */
  readonly root?: string;
  /** `/` between segments. */
  readonly path: string;
}

/** A value that the user gives, in the client's own way. */
export interface NeededInput {
  /** A safe identifier that holds the host which is given the value: `mcp.example.com-authorization`. */
  readonly id: string;
  /** The same for an environment: `MCP_MCP_EXAMPLE_COM__AUTHORIZATION`. */
  readonly variable: string;
  /** Safe words for the person who is asked. */
  readonly description: string;
  readonly secret: boolean;
  /** Offered by the card; never of a secret. */
  readonly initial?: string;
  readonly choices?: readonly string[];
}

/** A remote whose templates are filled with references in the client's words. */
export interface FilledRemote {
  readonly type: Remote["type"];
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly inputs: readonly NeededInput[];
}

/** One client. */
export interface Client {
  readonly name: ClientName;
  readonly title: string;
  /** The page that its format is taken from. */
  readonly docs: string;
  /** The member that holds the servers by name. */
  readonly root: "servers" | "mcpServers" | "context_servers";
  /** The member for values that are asked for, where the client has one. */
  readonly inputs?: "inputs";
  /** The member that names the endpoint's URL in an entry; more than one where the transport decides. */
  readonly urlMembers: readonly string[];
  /** What the user does about a needed value. */
  readonly asks: "prompt" | "environment" | "placeholder";
  /** Where the configuration is; undefined for a scope that the client does not have. */
  place(scope: Scope, machine: Machine): Place | undefined;
  /** How a needed value is written within a string. */
  reference(input: NeededInput): string;
  entry(remote: FilledRemote): Readonly<Record<string, unknown>>;
  /** Why this client cannot be told of this remote, a clause; may quote a stranger's text raw. */
  refusal?(remote: FilledRemote): string | undefined;
}

// The table of commands: each is loaded only when it is called.

import type { Listing } from "./command.ts";

/** Every command, in the order of the help. */
export const commands: readonly Listing[] = [
  {
    name: "validate",
    summary: "judge Server Cards and AI Catalogs: files, folders, globs, URLs or standard input",
    load: async () => (await import("./commands/validate.ts")).validateCommand,
  },
  {
    name: "init",
    summary: "make a Server Card from what is known, and ask for the rest",
    load: async () => (await import("./commands/init.ts")).initCommand,
  },
  {
    name: "migrate",
    summary: "turn an older or neighbouring document into a Server Card v1 and a catalog entry",
    load: async () => (await import("./commands/migrate.ts")).migrateCommand,
  },
  {
    name: "discover",
    summary: "find the servers that a domain, an endpoint or a card's URL leads to",
    load: async () => (await import("./commands/discover.ts")).discoverCommand,
  },
  {
    name: "check",
    summary: "tell a domain's owner everything: where, what, how it is delivered, for whom, and what to do",
    load: async () => (await import("./commands/check.ts")).checkCommand,
  },
  {
    name: "crawl",
    summary: "visit many hosts politely and keep what they publish",
    load: async () => (await import("./commands/crawl.ts")).crawlCommand,
  },
  {
    name: "history",
    summary: "say what changed of a server, of a host or of everything, and when",
    load: async () => (await import("./commands/history.ts")).historyCommand,
  },
  {
    name: "diff",
    summary: "show how a server's card changed, lately or between two versions or dates",
    load: async () => (await import("./commands/diff.ts")).diffCommand,
  },
  {
    name: "store",
    summary: "say what a store holds and what waits, or drop what is too old",
    load: async () => (await import("./commands/store.ts")).storeCommand,
  },
  {
    name: "forget",
    summary: "take a host that asked for it out of a store, and never visit it again",
    load: async () => (await import("./commands/forget.ts")).forgetCommand,
  },
  {
    name: "publish",
    summary: "write the files that make cards findable from a domain",
    load: async () => (await import("./commands/publish.ts")).publishCommand,
  },
  {
    name: "export",
    summary: "write what a store or a registry lists as an AI Catalog, server.json, CSV or NDJSON",
    load: async () => (await import("./commands/export.ts")).exportCommand,
  },
  {
    name: "add",
    summary: "write a server that a card describes into the configuration of an MCP client",
    load: async () => (await import("./commands/add.ts")).addCommand,
  },
  {
    name: "serve",
    summary: "answer the registry's API and pages from a store",
    load: async () => (await import("./commands/serve.ts")).serveCommand,
  },
  {
    name: "demo",
    summary: "start sample hosts on loopback, crawl them and serve what was found",
    load: async () => (await import("./commands/demo.ts")).demoCommand,
  },
  {
    name: "explain",
    summary: "say what a code means, why it matters and what to write",
    load: async () => (await import("./commands/explain.ts")).explainCommand,
  },
  {
    name: "rules",
    summary: "list every code that can stand in a finding",
    load: async () => (await import("./commands/rules.ts")).rulesCommand,
  },
  {
    name: "schema",
    summary: "print the JSON Schema of cards, catalogs or our own output, for editors and programs",
    load: async () => (await import("./commands/schema.ts")).schemaCommand,
  },
  {
    name: "completion",
    summary: "print a script that completes commands and options in bash, zsh or fish",
    load: async () => (await import("./commands/completion.ts")).createCompletionCommand(commands),
  },
];

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
    name: "publish",
    summary: "write the files that make cards findable from a domain",
    load: async () => (await import("./commands/publish.ts")).publishCommand,
  },
];

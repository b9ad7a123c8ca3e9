// One entry on its way out of a store or a registry: what MCP registries answer with, and what of it the other forms need.

import { isMembers } from "../document/sniff.ts";
import { discoveryKey } from "../namespace.ts";

/** The `_meta` key of the registry contract's own members. */
export const officialKey = "io.modelcontextprotocol.registry/official";

/** JSON members. */
export type Members = Readonly<Record<string, unknown>>;

/** An entry as `/v0.1/servers` has it. Everything in it is a stranger's. */
export interface ExportEntry {
  readonly server: Members;
  readonly meta: Members;
  readonly name: string;
  readonly version: string;
}

/** Reads an entry; undefined for what has no name and version. */
export function readExportEntry(value: unknown): ExportEntry | undefined {
  if (!isMembers(value) || !isMembers(value["server"])) return undefined;
  const { server, _meta: meta } = value;
  const { name, version } = server;
  if (typeof name !== "string" || typeof version !== "string" || !name.includes("/")) return undefined;
  return { server, meta: isMembers(meta) ? meta : {}, name, version };
}

/** A text member; undefined where it is none. */
export function textIn(members: Members, name: string): string | undefined {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** What the contract says of an entry: status, dates, whether it is the latest. */
export function officialOf({ meta }: ExportEntry): Members {
  const official = meta[officialKey];
  return isMembers(official) ? official : {};
}

/** What a registry of this project knows of where an entry comes from. */
export function factsOf({ meta }: ExportEntry): Members {
  const facts = meta[discoveryKey()];
  return isMembers(facts) ? facts : {};
}

// Reads one page of an MCP Registry's list: the hosts of its servers, and where the next page is.

import { readDocument } from "../../document/read.ts";
import { isMembers } from "../../document/sniff.ts";
import { type Candidate, textOf } from "./candidate.ts";
import { hostOfUrl } from "./host-of-url.ts";

/** A longer cursor is none that a registry means: a name, a version and a search text fit many times. */
export const cursorMaxLength = 4096;

/** One page. */
export interface RegistryPage {
  readonly entries: number;
  /** The hosts of `remotes` and `websiteUrl`, each once, without those of deleted entries. */
  readonly hosts: readonly Candidate[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** Why an answer is no page: a clause that follows "answered with". */
export interface NoPage {
  readonly problem: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Reads a page (MCP Registry v0.1 `GET /servers`, and the older form without a `server` member around each). */
export function readRegistryPage(bytes: Uint8Array): RegistryPage | NoPage {
  const read = readDocument(bytes);
  if (!read.readable) return { problem: read.kind === "html" ? "a web page" : "what is no JSON" };
  if (!isMembers(read.value) || !Array.isArray(read.value["servers"])) return { problem: 'JSON without "servers"' };
  const { servers, metadata } = read.value;
  const cursor = cursorOf(metadata);
  if (typeof cursor === "object") return cursor;
  const hosts = new Map<string, Candidate>();
  for (const entry of servers) {
    if (!isMembers(entry) || isDeleted(entry)) continue;
    for (const url of urlsOf(isMembers(entry["server"]) ? entry["server"] : entry)) {
      const host = hostOfUrl(url);
      hosts.set(textOf(host), host);
    }
  }
  return {
    entries: servers.length,
    hosts: [...hosts.values()],
    ...(cursor !== undefined && { nextCursor: cursor }),
  };
}

/** Registries write no cursor, null or an empty one on the last page; the oldest call it `next_cursor`. */
function cursorOf(metadata: unknown): string | undefined | NoPage {
  const members = isMembers(metadata) ? metadata : {};
  const cursor = members["nextCursor"] ?? members["next_cursor"];
  if (cursor === undefined || cursor === null || cursor === "") return undefined;
  if (typeof cursor !== "string") return { problem: "a cursor that is no text" };
  return cursor.length > cursorMaxLength ? { problem: "a cursor of more than 4,096 characters" } : cursor;
}

function isDeleted({ _meta: meta }: Members): boolean {
  if (!isMembers(meta)) return false;
  const official = meta["io.modelcontextprotocol.registry/official"];
  return isMembers(official) && official["status"] === "deleted";
}

/** Remotes of one entry that are looked at: real ones have a handful. */
const remotesMax = 100;

function urlsOf({ remotes, websiteUrl }: Members): string[] {
  const listed = Array.isArray(remotes) ? remotes.slice(0, remotesMax) : [];
  const urls = listed.map((remote) => (isMembers(remote) ? remote["url"] : undefined));
  return [...urls, websiteUrl].filter((url): url is string => typeof url === "string" && url !== "");
}

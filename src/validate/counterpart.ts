// Reads what another file says of the same server: a server.json, another Server Card, or a package's manifest.

import { cardSchemaUrl } from "../document/card.ts";
import { isMembers, kindOf } from "../document/sniff.ts";
import { readUrl } from "../text/read-url.ts";

/** What a file says of a server, as far as a card says it too. What it does not say is absent. */
export interface Counterpart {
  /** The file as the user named it. */
  readonly source: string;
  /** Whether the file describes the server as a registry does: then what it leaves out differs, too. */
  readonly whole: boolean;
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly repository?: Place;
  readonly remotes?: readonly { readonly type: string; readonly url: string }[];
}

/** A repository, in a form in which equal places are equal texts. */
export interface Place {
  /** As it is shown. */
  readonly url: string;
  readonly subfolder?: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Hosts of which npm knows a short name; all three take paths in any case. */
const forges: Readonly<Record<string, string>> = {
  github: "github.com",
  gitlab: "gitlab.com",
  bitbucket: "bitbucket.org",
};

/**
 * Reads a parsed JSON file by its content: a server.json or a card (registry-api.md 2.2), else an object with a `version`
 * or an `mcpName`, such as package.json, of which `mcpName` is the server's name: `name` is that of the package. Gives
 * undefined for anything else.
 */
export function readCounterpart(source: string, value: unknown): Counterpart | undefined {
  if (!isMembers(value)) return undefined;
  const whole = kindOf(value) === "server-json" || value["$schema"] === cardSchemaUrl;
  if (!whole && typeof value["version"] !== "string" && typeof value["mcpName"] !== "string") return undefined;
  const name = value[whole ? "name" : "mcpName"];
  const { version, description, remotes } = value;
  const repository = readPlace(value["repository"]);
  return {
    source,
    whole,
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof version === "string" ? { version } : {}),
    ...(typeof description === "string" ? { description } : {}),
    ...(repository === undefined ? {} : { repository }),
    ...(whole && Array.isArray(remotes) ? { remotes: remotes.flatMap(readRemote) } : {}),
  };
}

function readRemote(remote: unknown): { readonly type: string; readonly url: string }[] {
  if (!isMembers(remote)) return [];
  const { type, url } = remote;
  return typeof type === "string" && typeof url === "string" ? [{ type, url }] : [];
}

/** Reads a repository as server.json, a card or package.json writes it; undefined where there is none. */
export function readPlace(value: unknown): Place | undefined {
  if (typeof value === "string") return { url: value };
  if (!isMembers(value) || typeof value["url"] !== "string") return undefined;
  const subfolder = subfolderOf(value);
  return { url: value["url"], ...(subfolder === undefined ? {} : { subfolder }) };
}

function subfolderOf(value: Members): string | undefined {
  const said = value["subfolder"] ?? value["directory"];
  return typeof said === "string" && said !== "" ? said : undefined;
}

/**
 * Gives one text for all the ways to write where a repository lives: `github:a/b`, `a/b`, `git+https://…/a/b.git`,
 * `git@host:a/b.git` and the address of its page. A text that is none of them is given back.
 */
export function placeKey({ url, subfolder = "" }: Place): string {
  const inside = subfolder.replace(/^(?:\.?\/)+|\/+$/g, "");
  return `${addressKey(url.trim())}#${inside}`;
}

function addressKey(url: string): string {
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/i.exec(url);
  if (short !== null) return keyOf(forges[(short[1] ?? "github").toLowerCase()] ?? "", short[2] ?? "");
  const login = /^(?:[\w.-]+@)([\w.-]+):(?!\/\/)(.+)$/.exec(url);
  if (login !== null) return keyOf(login[1] ?? "", login[2] ?? "");
  const parsed = readUrl(url.replace(/^git\+/i, "").replace(/^(?:git|ssh):\/\//i, "https://"));
  return parsed === undefined ? url : keyOf(parsed.host, parsed.pathname);
}

function keyOf(host: string, path: string): string {
  const small = host.toLowerCase().replace(/^www\./, "");
  const trimmed = path.replace(/^\/+|\/+$/g, "").replace(/\.git$/i, "");
  return `${small}/${Object.values(forges).includes(small) ? trimmed.toLowerCase() : trimmed}`;
}

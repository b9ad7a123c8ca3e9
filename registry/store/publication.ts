// The shapes of publishing: what comes in, and why it may be refused.

import type { Entry, Status } from "./store.ts";

/** How the publisher's domain was proved; `none` where the registry asks for no proof. */
export type ProofMethod = "dns" | "http" | "none";

/** A server.json that passed every check that needs no store. */
export interface Publication {
  readonly name: string;
  readonly version: string;
  /** As it is stored and shown. */
  readonly server: Readonly<Record<string, unknown>>;
  /** The URLs of its remotes, as written. */
  readonly remoteUrls: readonly string[];
  /** The hosts that get its traffic. */
  readonly endpointHosts: readonly string[];
  readonly method: ProofMethod;
  /** The domain that was proved, in small letters; absent for `none`. */
  readonly domain?: string;
  readonly warnings: number;
}

/** Why the store refuses: `of` is the other name that the reason is about. */
export type PublishRefusal =
  | { readonly why: "duplicate" | "too-many" | "forgotten" }
  | { readonly why: "spelling" | "remote"; readonly of: string };

/** A stored publication as an entry, also where the name's own host is shown in its place; or why there is none. */
export type Published = { readonly entry: Entry } | { readonly refusal: PublishRefusal };

/** A publisher's word on one version of a name, or on all. */
export interface StatusChange {
  readonly name: string;
  /** Absent for all. */
  readonly version?: string;
  readonly status: Status;
  readonly message?: string;
}

/**
 * The entries that changed; or why none did: nothing of that name and version is listed, only what was crawled is, it is
 * all so already, or a remote belongs to the name `of` meanwhile.
 */
export type StatusSet =
  | { readonly entries: readonly Entry[] }
  | { readonly refusal: { readonly why: "absent" | "crawled" | "unchanged" } }
  | { readonly refusal: { readonly why: "remote"; readonly of: string } };

/** Versions of one name that may be published: the official registry's limit. */
export const maxPublishedVersions = 10_000;

/** Bytes of all published versions of one name together: who asks for its versions gets all of them in one answer. */
export const maxPublishedBytes: number = 16 * 1024 * 1024;

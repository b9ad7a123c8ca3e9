// What a server said of itself, read from the SDK's shapes into ours, whichever message it answered.

/** A JSON-RPC error. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** A server's account of itself, uncut. */
export interface Identity {
  readonly name: string;
  readonly version: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly websiteUrl?: string | undefined;
  readonly icons?: readonly { readonly src: string }[] | undefined;
}

/** What an answer tells: the versions it names, and the server, which of the newer protocol is not required. */
export interface Said {
  readonly versions: readonly string[];
  readonly server?: Identity;
}

/** The codes by which a server of 2026-07-28 refuses: any other error may come from an older one (spec.md 6.3). */
export const modernErrors = {
  headerMismatch: -32020,
  missingClientCapability: -32021,
  unsupportedVersion: -32022,
} as const;

const modern: ReadonlySet<number> = new Set(Object.values(modernErrors));

/** Whether an error proves a server of the newer protocol. */
export function isModernError({ code }: RpcError): boolean {
  return modern.has(code);
}

/** The versions that an UnsupportedProtocolVersion error names; none where it names none that can be read. */
export function supportedIn({ data }: RpcError): readonly string[] {
  if (typeof data !== "object" || data === null || !("supported" in data) || !Array.isArray(data.supported)) return [];
  return data.supported.filter((version) => typeof version === "string");
}

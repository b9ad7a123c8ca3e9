// The TypeScript shapes of a Server Card v1 and an AI Catalog 1.0 that have passed their schemas.

/** The one `$schema` that a Server Card v1 may name. It answers 404 in public: compare it, never fetch it. */
export const cardSchemaUrl = "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json";

/** The media type of a Server Card, on responses, on `Accept` and as a catalog entry's `type`. */
export const cardMediaType = "application/mcp-server-card+json";

/** The media type of an AI Catalog. */
export const catalogMediaType = "application/ai-catalog+json";

/** A value that a user may be asked for, or that the publisher has set. */
export interface Input {
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly isSecret?: boolean;
  readonly format?: "string" | "number" | "boolean" | "filepath";
  readonly default?: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly choices?: readonly string[];
}

/** A named input: an HTTP header whose `value` may use its own `variables`. */
export interface KeyValueInput extends Input {
  readonly name: string;
  readonly variables?: Readonly<Record<string, Input>>;
}

/** One way to reach the server. `url` is a template over `variables`. */
export interface Remote {
  readonly type: "streamable-http" | "sse";
  readonly url: string;
  readonly headers?: readonly KeyValueInput[];
  readonly variables?: Readonly<Record<string, Input>>;
  readonly supportedProtocolVersions?: readonly string[];
}

/** A picture of the server. */
export interface Icon {
  readonly src: string;
  readonly mimeType?: string;
  readonly sizes?: readonly string[];
  readonly theme?: "light" | "dark";
}

/** Where the source of the server lives. */
export interface Repository {
  readonly url: string;
  readonly source: string;
  readonly subfolder?: string;
  readonly id?: string;
}

/** A Server Card v1 that satisfied the schema. Unknown members are allowed and kept. */
export interface Card {
  readonly $schema: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly title?: string;
  readonly websiteUrl?: string;
  readonly repository?: Repository;
  readonly icons?: readonly Icon[];
  readonly remotes?: readonly Remote[];
  readonly _meta?: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

/** One entry of a catalog that satisfied the entry schema. `mediaType` is the older name of `type`. */
export interface CatalogEntry {
  readonly identifier: string;
  readonly type?: string;
  readonly mediaType?: string;
  readonly url?: string;
  readonly data?: unknown;
  readonly displayName?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly version?: string;
  readonly updatedAt?: string;
  readonly [member: string]: unknown;
}

/** An AI Catalog whose root satisfied the schema. Its entries are judged one by one, so each may be anything. */
export interface Catalog {
  readonly specVersion: string;
  readonly entries: readonly unknown[];
  readonly host?: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

// The reader `ard-0.91`: registries of Agentic Resource Discovery.

import { member } from "../dialects/source.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { itemsOf, missingType, placeOf } from "./places.ts";
import { isCatalogKind, type Profile } from "./profile.ts";
import { anyObject, checkShape, list, members, oneOf, piece, type Shape, text } from "./shape.ts";
import { isUri } from "./uri.ts";

const spec = "https://github.com/ards-project/ard-spec/blob/main/spec/schemas/ai-catalog.schema.json";

const uri = piece("an absolute URI", isUri);
const time = piece("a time such as 2026-01-31T12:00:00Z", isTime);
const urn = piece(
  "of the form urn:air:DOMAIN:NAME",
  (value) => typeof value === "string" && /^urn:air:[a-zA-Z0-9.-]+(?::[a-zA-Z0-9._-]+)+$/.test(value),
  'write it as "urn:air:example.com:mcp:weather", with your domain and your own names',
);
const scalar = piece("a string, a number, true, false or null", (value) => typeof value !== "object" || value === null);

const trustSchema = members(
  { identifier: text, version: text, governanceUri: uri, verificationMethods: list(text) },
  { required: { identifier: ": the name of the framework", version: ": its version" }, closed: true },
);
const attestation = members(
  { type: text, uri, mediaType: text, digest: text },
  { required: { type: "", uri: ": where the attestation is", mediaType: ": its format" }, closed: true },
);
const provenance = members(
  { relation: oneOf("derivedFrom", "publishedFrom", "copiedFrom"), sourceId: text, sourceDigest: text },
  { required: { relation: "", sourceId: ": what it comes from" }, closed: true },
);
const trustManifest = members(
  {
    identity: text,
    identityType: oneOf("spiffe", "did", "https", "other"),
    trustSchema,
    attestations: list(attestation),
    provenance: list(provenance),
    signature: text,
  },
  { required: { identity: ": a DID or another identifier of the publisher" }, closed: true },
);
const entry = members(
  {
    identifier: urn,
    displayName: text,
    type: text,
    url: uri,
    data: anyObject,
    description: text,
    tags: list(text),
    capabilities: list(text),
    representativeQueries: list(text, { least: 2, most: 5 }),
    version: text,
    updatedAt: time,
    metadata: members({}, { others: scalar }),
    trustManifest,
  },
  {
    required: { identifier: ', such as "urn:air:example.com:mcp:weather"', displayName: ": a name for people to read" },
  },
);
const catalog: Shape = members(
  {
    specVersion: oneOf("1.0"),
    host: members(
      { displayName: text, identifier: text, documentationUrl: uri, logoUrl: uri, trustManifest },
      { required: { displayName: ": the name of who runs the catalog" }, closed: true },
    ),
    entries: list(entry),
  },
  { required: { specVersion: ': "1.0"', entries: ": an array, empty if nothing is listed" }, closed: true },
);

/** RFC 3339 without a leap second, as ARD's schema asks of `updatedAt`. */
function isTime(value: unknown): boolean {
  if (typeof value !== "string") return false;
  const match = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i.exec(
    value,
  );
  const day = new Date(`${match?.[1]}T00:00:00Z`);
  return match !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(match[1] ?? "");
}

function* checkEntry(value: unknown, pointer: string): Iterable<Miss> {
  if (!isMembers(value)) return;
  if (!Object.hasOwn(value, "type")) yield missingType(value, pointer, spec);
  const [url, data] = [Object.hasOwn(value, "url"), Object.hasOwn(value, "data")];
  if (url !== data) return;
  const message = `${placeOf(pointer)} has ${url ? 'both "url" and "data"' : 'neither "url" nor "data"'}`;
  const change = url
    ? "keep one of them: the address of the artifact, or the artifact itself"
    : 'add "url" with the address of the artifact, or "data" with the artifact itself';
  yield { pointer, message, change, spec };
}

/** Holds the document against ARD's own schema, which is stricter than the AI Catalog's (spec.md 4.6). */
export const ard: Profile = {
  name: "ard-0.91",
  title: "ARD 0.91 registries",
  needs:
    "Registries of Agentic Resource Discovery 0.91 hold a catalog against a schema that is stricter than the AI Catalog's: a displayName and an urn:air identifier on each entry, and no member at the root that it does not know.",
  spec,
  appliesTo: isCatalogKind,
  *check({ value }) {
    yield* checkShape(value, catalog, { pointer: "", spec });
    for (const item of itemsOf(member(value, "entries"), "/entries")) yield* checkEntry(item.value, item.pointer);
  },
};

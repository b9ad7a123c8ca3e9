// Reads the trust manifests of a catalog's entries: their form, and whether the publisher itself signed (AI Catalog, trust).

import { filledMember, member } from "../dialects/source.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { sources } from "../validate/rules/sources.ts";
import { itemsOf, placeOf } from "./places.ts";

import { isUri } from "./uri.ts";

/** A manifest and the entry that it speaks for. */
export interface Manifest {
  readonly value: unknown;
  readonly pointer: string;
  readonly entry: unknown;
}

/** The manifests of an entry. Other shapes of `trustManifests` are the schema's to name. */
export function manifestsOf(entry: { readonly value: unknown; readonly pointer: string }): readonly Manifest[] {
  const items = itemsOf(member(entry.value, "trustManifests"), `${entry.pointer}/trustManifests`);
  return items.map((item) => ({ ...item, entry: entry.value }));
}

/** Members of which a manifest needs at least one, or it says nothing. */
const statements = ["attestations", "provenance", "extensions"] as const;

function saysSomething(manifest: unknown): boolean {
  if (isMembers(member(manifest, "signature")) || isMembers(member(manifest, "trustSchema"))) return true;
  return statements.some((name) => Object.keys(Object(member(manifest, name))).length > 0);
}

/** Yields what is wrong with the form of one manifest (spec.md 2.5). Signatures are not verified. */
export function* checkManifest({ value, pointer, entry }: Manifest): Iterable<Miss> {
  const spec = sources.aiCatalog;
  const place = placeOf(pointer);
  if (!isUri(member(value, "contributor"))) {
    const change = 'add "contributor": who makes the statement, as an absolute URI such as "did:web:example.com"';
    yield { pointer, message: `${place} names no contributor`, change, spec };
  }
  if (!saysSomething(value)) {
    const change = "add a signature, a trustSchema, attestations, provenance or extensions, or remove the manifest";
    yield { pointer, message: `${place} states nothing`, change, spec };
  }
  const signature = member(value, "signature");
  if (signature === undefined) return;
  if (filledMember(signature, "signer") !== member(value, "contributor")) {
    const change = "write the contributor, byte for byte, as signer of the signature";
    yield {
      pointer: `${pointer}/signature`,
      message: `${place} is signed by somebody else than its contributor`,
      change,
      spec,
    };
  }
  yield* checkSubject({ value, pointer, entry });
}

/** A signed manifest says what it speaks of, in the entry's own values. */
function* checkSubject({ value, pointer, entry }: Manifest): Iterable<Miss> {
  const spec = sources.aiCatalog;
  const subject = member(value, "subject");
  if (!isMembers(subject)) {
    const change = 'add "subject" with the identifier and type of the entry, and its digest or url';
    yield { pointer, message: `${placeOf(pointer)} is signed but has no "subject"`, change, spec };
    return;
  }
  for (const name of ["identifier", "type", "version", "url", "digest"]) {
    const [said, true_] = [member(subject, name), member(entry, name)];
    const needed = name === "identifier" || name === "type" || (name === "digest" && true_ !== undefined);
    if (said === true_ || (said === undefined && !needed)) continue;
    const message = `${placeOf(`${pointer}/subject`)} does not repeat the ${name} of its entry`;
    yield { pointer: `${pointer}/subject`, message, change: `write the entry's own "${name}"`, spec };
  }
  if (member(subject, "digest") === undefined && member(subject, "url") === undefined) {
    const message = `${placeOf(`${pointer}/subject`)} binds neither a digest nor a url`;
    yield { pointer: `${pointer}/subject`, message, change: "add the entry's digest, or its https url", spec };
  }
}

/** Who must sign for an entry to count as signed by its publisher: the domain in its `urn:air` identifier. */
export function publisherOf(entry: unknown): string | undefined {
  const domain = /^urn:air:([a-z0-9.-]+):/.exec(filledMember(entry, "identifier") ?? "")?.[1];
  return domain === undefined ? undefined : `did:web:${domain}`;
}

/** Whether a manifest carries a signature of that signer by the profile did-web-v1. The signature itself is not verified. */
export function isSignedBy(manifest: unknown, signer: string): boolean {
  const signature = member(manifest, "signature");
  return (
    filledMember(signature, "signer") === signer &&
    filledMember(signature, "profile") === "did-web-v1" &&
    filledMember(signature, "issuedAt") !== undefined &&
    /^[\w-]+\.\.[\w-]+$/.test(filledMember(signature, "jws") ?? "")
  );
}

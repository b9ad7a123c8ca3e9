// Walks the trust manifests and signatures of a catalog. They are looked at and never verified.

import type { Catalog } from "../../document/card.ts";
import { entriesOf, isObject, type RawEntry, textOf } from "./entries.ts";
import { type Part, step } from "./parts.ts";

/** A trust manifest with the entry that it speaks about; `older` is the form before `trustManifests` (spec.md 2.5). */
export interface Manifest extends Part<RawEntry> {
  readonly entry?: RawEntry;
  readonly older: boolean;
}

/** Each trust manifest that is an object, in its current or its former place. */
export function* manifestsOf(catalog: Catalog): Iterable<Manifest> {
  const ofHost = isObject(catalog.host) ? catalog.host["trustManifest"] : undefined;
  if (isObject(ofHost)) yield { pointer: "/host/trustManifest", value: ofHost, older: true };
  for (const { pointer, value: entry } of entriesOf(catalog)) {
    const { trustManifest: older, trustManifests: all } = entry;
    if (isObject(older)) yield { pointer: `${pointer}/trustManifest`, value: older, entry, older: true };
    for (const [index, value] of (Array.isArray(all) ? all : []).entries()) {
      if (isObject(value)) yield { pointer: `${pointer}/trustManifests${step(index)}`, value, entry, older: false };
    }
  }
}

/** A signature of the catalog or of a manifest; `value` is an object, or the text that the older form had. */
export interface Signature extends Part<unknown> {
  /** Whom the thing that is signed names: the manifest's contributor, or the catalog's host. */
  readonly owner: string | undefined;
  readonly of: "catalog" | "manifest";
  readonly older: boolean;
}

/** Each signature of a catalog. */
export function* signaturesOf(catalog: Catalog): Iterable<Signature> {
  const root: RawEntry = { ...catalog };
  if (Object.hasOwn(root, "signature")) {
    const owner = isObject(root["host"]) ? textOf(root["host"], "identifier") : undefined;
    yield { pointer: "/signature", value: root["signature"], owner, of: "catalog", older: false };
  }
  for (const { pointer, value, older } of manifestsOf(catalog)) {
    if (!Object.hasOwn(value, "signature")) continue;
    const owner = textOf(value, "contributor");
    yield { pointer: `${pointer}/signature`, value: value["signature"], owner, of: "manifest", older };
  }
}

/** True for a text that is an absolute URI. */
export function isAbsoluteUri(text: string | undefined): boolean {
  return text !== undefined && /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(text);
}

/** Gives the protected header of a compact JWS, or undefined where it is none (RFC 7515, 7.1). */
export function headerOf(jws: string): RawEntry | undefined {
  const encoded = jws.split(".", 1)[0] ?? "";
  if (!/^[A-Za-z0-9_-]{2,4096}$/.test(encoded)) return undefined;
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, "base64url").toString("utf8"));
    return isObject(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

// Tells whose signature stands on an entry, by the profile did-web-v1 of AI Catalog. No signature is verified.

import { filledMember, member } from "../dialects/source.ts";

/** Who must sign for an entry to count as signed by its publisher: the domain in its `urn:air` identifier, as a DID. */
export function publisherOf(entry: unknown): string | undefined {
  const domain = /^urn:air:([a-z0-9.-]+):/.exec(filledMember(entry, "identifier") ?? "")?.[1];
  return domain === undefined ? undefined : `did:web:${domain}`;
}

/** Whether one of an entry's trust manifests carries a signature of that signer, with the members that one has. */
export function isSignedBy(entry: unknown, signer: string): boolean {
  const manifests = member(entry, "trustManifests");
  return Array.isArray(manifests) && manifests.some((manifest) => isSignature(member(manifest, "signature"), signer));
}

function isSignature(signature: unknown, signer: string): boolean {
  return (
    filledMember(signature, "signer") === signer &&
    filledMember(signature, "profile") === "did-web-v1" &&
    filledMember(signature, "issuedAt") !== undefined &&
    /^[\w-]+\.\.[\w-]+$/.test(filledMember(signature, "jws") ?? "")
  );
}

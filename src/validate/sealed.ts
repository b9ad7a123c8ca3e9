// Takes the fixes away from what is signed or has a digest: any change of it would break the seal.

import { segments } from "../document/pointer.ts";
import { isMembers } from "../document/sniff.ts";
import type { Unplaced } from "./unplaced.ts";

function isSigned(value: unknown): boolean {
  return isMembers(value) && Object.hasOwn(value, "signature");
}

/** Whether a change at `pointer` is a change of something that a signature or a digest in the document covers. */
function isSealed(root: unknown, pointer: string): boolean {
  let here = root;
  for (const segment of segments(pointer)) {
    if (isMembers(here)) {
      if (isSigned(here) || (segment === "data" && Object.hasOwn(here, "digest"))) return true;
      const manifests = Object.hasOwn(here, "trustManifests") ? here["trustManifests"] : undefined;
      if (Array.isArray(manifests) && manifests.some(isSigned)) return true;
    }
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, segment)) return false;
    here = Reflect.get(here, segment);
  }
  return false;
}

/** Gives the findings back; those whose fix would break a seal are no longer fixable. */
export function unsealed(root: unknown, findings: readonly Unplaced[]): readonly Unplaced[] {
  return findings.map((found) => {
    if (found.fix === undefined || found.fix.op === "drop-mark" || !isSealed(root, found.fix.pointer)) return found;
    const { fix: _, fixable: __, ...rest } = found;
    return rest;
  });
}

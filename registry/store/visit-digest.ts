// Tells whether two visits to a host saw the same: what they saw as one hash, without times and efforts.

import type { HostResult, Observation } from "../../src/crawl/frontier.ts";
import { sha256 } from "../../src/crawl/sha256.ts";
import { evidenceShape, factsOf } from "./claim-row.ts";

/**
 * A document that is there is the same document whether it was sent again or answered by a 304. A copy that was judged anew is
 * news: its verdict must be written, or it would be judged at every visit.
 */
function lookShape(seen: Observation): readonly unknown[] {
  const { url, status, failure, kind, sha256: hash, etag, lastModified, contentType } = seen;
  if (seen.outcome !== "ok" && seen.outcome !== "not-modified") return [url, seen.outcome, status, failure, kind, hash];
  const judged = seen.outcome === "not-modified" ? seen.verdict : undefined;
  return [url, "ok", kind, hash, etag, lastModified, contentType, judged];
}

/** Gives the hash, in hex, of all that a visit learned but when and how fast. */
export function visitDigest(result: HostResult): string {
  const { outcome, failure, observations, claims, readWhole, unasked, unreadable = [], unwanted = [] } = result;
  return sha256(
    JSON.stringify([
      [outcome, failure?.code, failure?.url],
      observations.map(lookShape),
      claims.map((claim) => [
        claim.name,
        claim.version,
        factsOf(claim),
        evidenceShape(claim.evidence),
        claim.etag,
        claim.card,
      ]),
      [readWhole, unasked, unreadable, unwanted],
    ]),
  );
}

// HEAD, and what a compressing server changes: readers that look before they fetch must see the same.

import { mediaTypeOf } from "../../discover/media-type.ts";
import type { Diagnostic } from "../../document/diagnostic.ts";
import { isFailure } from "../../http/exchange.ts";
import { cut, quote } from "../../text/quote.ts";
import type { Exercise } from "./exercise.ts";

const head = "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2";
const vary = "https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5";

/** Smaller documents fit into a packet or two whether compressed or not, in bytes. */
export const worthCompressingBytes = 8_192;

/** Finds a HEAD that disagrees with GET, and compression that caches cannot tell apart or that is missing. */
export function* checkHead({ answer, head: answered }: Exercise): Iterable<Diagnostic> {
  if (answered === undefined) return;
  if (isFailure(answered)) {
    if (answered.code === "timeout") return;
    yield headFinding(`HEAD got no answer: ${answered.message}`);
    return;
  }
  if (answered.status !== 200) {
    yield headFinding(`HEAD is answered with ${answered.status}, GET with 200`);
    return;
  }
  const [got, said] = [mediaTypeOf(answer.headers["content-type"]), mediaTypeOf(answered.headers["content-type"])];
  if (got !== said)
    yield headFinding(`HEAD says ${quote(said ?? "no media type")}, GET ${quote(got ?? "no media type")}`);
  const coding = answered.headers["content-encoding"]?.trim().toLowerCase();
  if (coding !== undefined && coding !== "" && coding !== "identity") {
    const varies = (answered.headers["vary"] ?? "").toLowerCase();
    if (!/(?:^|[\s,])(?:accept-encoding|\*)(?=$|[\s,])/.test(varies)) {
      yield {
        code: "http/vary-missing",
        severity: "warning",
        message: `the document comes compressed (${cut(coding)}) for those who ask, and no Vary says so`,
        hint: 'send "Vary: Accept-Encoding" with it, compressed or not',
        spec: vary,
      };
    }
  } else if (answer.bytes.length > worthCompressingBytes) {
    yield {
      code: "http/uncompressed",
      severity: "info",
      message: `${answer.bytes.length} bytes are sent uncompressed to those who take gzip or br`,
      hint: "turn on compression for application/*+json as well",
    };
  }
}

function headFinding(message: string): Diagnostic {
  return { code: "http/head", severity: "info", message, hint: "answer HEAD as GET, without the body", spec: head };
}

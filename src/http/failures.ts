// The one place where an error of the network becomes a Failure: a contract code and a plain sentence of our own.

import type { FailureCode } from "../document/report.ts";
import type { Failure } from "./exchange.ts";

/** An error that already knows its failure code. Its message is ours, so it is safe to show. */
export class NetworkError extends Error {
  readonly code: FailureCode;
  readonly permanent: boolean;

  constructor(code: FailureCode, message: string, permanent = false) {
    super(message);
    this.code = code;
    this.permanent = permanent;
  }
}

type Meaning = readonly [code: FailureCode, message: string];

const reset: Meaning = ["reset", "the connection ended before the answer was complete"];
const noRoute: Meaning = ["refused", "there is no route to the host from here"];

const byCode: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: ["refused", "the host refused the connection"],
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  EAFNOSUPPORT: noRoute,
  ETIMEDOUT: ["timeout", "the host did not answer in time"],
  ECONNRESET: reset,
  EPIPE: reset,
  UND_ERR_SOCKET: reset,
  UND_ERR_CLOSED: reset,
  UND_ERR_DESTROYED: reset,
  UND_ERR_ABORTED: reset,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: reset,
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "the host sent no response headers in time"],
  UND_ERR_BODY_TIMEOUT: ["timeout", "the host stopped sending in the middle of the body"],
  UND_ERR_HEADERS_OVERFLOW: ["too-large", "the response headers are larger than the limit"],
};

const certificate: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "the certificate has expired",
  CERT_NOT_YET_VALID: "the certificate is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate comes from an unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the certificate comes from an unknown authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the certificate comes from an unknown authority",
};

function textMember(error: unknown, name: string): string {
  if (typeof error !== "object" || error === null) return "";
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}

function meaningOf(error: unknown): Meaning {
  const code = textMember(error, "code");
  const text = textMember(error, "message");
  if (text.startsWith("bad response") || text.startsWith("bad upgrade")) {
    return ["protocol", "the host broke the rules of HTTP"];
  }
  const known = byCode[code];
  if (known !== undefined) return known;
  const bad = certificate[code];
  if (bad !== undefined) return ["tls", bad];
  if (/^(?:ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO|CERT_|UNABLE_TO_|CRL_|INVALID_|PATH_LENGTH|HOSTNAME_)/.test(code)) {
    return ["tls", "no secure connection could be made"];
  }
  return ["protocol", "the host broke the rules of HTTP"];
}

/** Whether an error came from the network (its errors all have a code) rather than from a bug of ours. */
export function isNetworkTrouble(error: unknown): boolean {
  return error instanceof NetworkError || textMember(error, "code") !== "";
}

/** Turns whatever the network threw into a Failure about `url`. Never quotes the host's own words. */
export function failureOf(error: unknown, url: string): Failure {
  if (error instanceof NetworkError) {
    const { code, message } = error;
    return error.permanent ? { code, message, url, permanent: true } : { code, message, url };
  }
  const [code, message] = meaningOf(error);
  return { code, message, url };
}

// The one place where an error of the network becomes a Failure: a contract code and a plain sentence of our own.

import type { FailureCode } from "../document/report.ts";
import type { Failure } from "./exchange.ts";

/** An error that knows its failure code. Its message is ours, so it is safe to show. Any other error is a bug. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
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
const protocol: Meaning = ["protocol", "the host broke the rules of HTTP"];
const stranger = "the certificate comes from an unknown authority";

/** What the codes of Node and undici mean; what is not here came from undici's parser. */
const meanings: Readonly<Record<string, Meaning>> = {
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
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "the host sent no response headers in time"],
  UND_ERR_BODY_TIMEOUT: ["timeout", "the host stopped sending in the middle of the body"],
  UND_ERR_HEADERS_OVERFLOW: ["too-large", "the response headers are larger than the limit"],
  CERT_HAS_EXPIRED: ["tls", "the certificate has expired"],
  CERT_NOT_YET_VALID: ["tls", "the certificate is not valid yet"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls", "the certificate is for another name"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["tls", "the certificate is self-signed"],
  SELF_SIGNED_CERT_IN_CHAIN: ["tls", stranger],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["tls", stranger],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["tls", stranger],
};

const tlsCodes = /^(?:ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO|CERT_|UNABLE_TO_|CRL_|INVALID_|PATH_LENGTH|HOSTNAME_)/;

function textMember(error: unknown, name: string): string {
  if (typeof error !== "object" || error === null) return "";
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}

/** Gives an error that a socket, TLS or undici reported its meaning. The host's own words are left out. */
export function networkError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error;
  const code = textMember(error, "code");
  const misbehaved = /^bad (?:response|upgrade)/.test(textMember(error, "message"));
  const known = misbehaved ? protocol : (meanings[code] ?? (tlsCodes.test(code) ? undefined : protocol));
  return new NetworkError(...(known ?? (["tls", "no secure connection could be made"] as const)));
}

/** One redirect more than the policy follows, and where it leads. */
export class RedirectLimit extends NetworkError {
  readonly to: string;

  constructor(limit: number, to: string) {
    super("redirect", `there are more than ${limit} redirects`);
    this.to = to;
  }
}

/** The Failure about `url` that a network error stands for. */
export function failureOf({ code, message, permanent }: NetworkError, url: string): Failure {
  return permanent ? { code, message, url, permanent } : { code, message, url };
}

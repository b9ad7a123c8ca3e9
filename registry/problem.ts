// RFC 9457 problem bodies: the one place where a status code meets a type of trouble.

const problems = {
  "bad-request": { status: 400, title: "Bad Request" },
  unauthorized: { status: 401, title: "Unauthorized" },
  forbidden: { status: 403, title: "Forbidden" },
  "not-found": { status: 404, title: "Not Found" },
  "method-not-allowed": { status: 405, title: "Method Not Allowed" },
  timeout: { status: 408, title: "Request Timeout" },
  gone: { status: 410, title: "Gone" },
  "too-large": { status: 413, title: "Content Too Large" },
  "unsupported-media-type": { status: 415, title: "Unsupported Media Type" },
  misdirected: { status: 421, title: "Misdirected Request" },
  "out-of-range": { status: 422, title: "Unprocessable Entity" },
  "too-many-requests": { status: 429, title: "Too Many Requests" },
  "headers-too-large": { status: 431, title: "Request Header Fields Too Large" },
  internal: { status: 500, title: "Internal Server Error" },
  "read-only": { status: 501, title: "Not Implemented" },
  unavailable: { status: 503, title: "Service Unavailable" },
} as const;

/** The kinds of trouble that a route can answer with. */
export type ProblemKind = keyof typeof problems;

/** The media type of every error body. */
export const problemMediaType = "application/problem+json";

/** Thrown by a route that cannot do what it was asked; the app turns it into an answer. */
export class Problem extends Error {
  override name = "Problem";
  readonly kind: ProblemKind;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * `detail` is shown to the client as it is: a sentence; strangers' text in it is printable and bounded. `cause` is for the log alone.
   */
  constructor(
    kind: ProblemKind,
    detail: string,
    { headers = {}, cause }: { readonly headers?: Readonly<Record<string, string>>; readonly cause?: unknown } = {},
  ) {
    super(detail, { cause });
    this.kind = kind;
    this.headers = headers;
  }
}

/** The status code of a kind of trouble. */
export function problemStatus(kind: ProblemKind): number {
  return problems[kind].status;
}

/** The title of a kind of trouble. */
export function problemTitle(kind: ProblemKind): string {
  return problems[kind].title;
}

/**
 * The body of a problem. `type` is left out, which RFC 9457 section 3.1.1 reads as `about:blank`; `error` repeats the
 * detail for clients of the generic registry contract, which documents errors as `{ "error": "text" }`. What went wrong
 * on our side (5xx) also tells `requestId`, for whoever reports it.
 */
export function problemBody(kind: ProblemKind, detail: string, requestId?: string): string {
  const { status, title } = problems[kind];
  return JSON.stringify({ title, status, detail, error: detail, ...(status < 500 ? {} : { requestId }) });
}

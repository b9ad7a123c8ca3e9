// Asks a server for a document as readers and browsers do, and says which needs its answers do not meet.

import { type IncomingHttpHeaders, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { allNeeds, type Need } from "../../src/hosting/need.ts";

/** Where to ask. */
export interface Asked {
  readonly port: number;
  readonly path: string;
  readonly mediaType: string;
  /** With it TLS is spoken to that name, verified by the root. */
  readonly tls?: { readonly ca: string; readonly name: string };
}

/** What came back. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks once, as a page on another origin would. */
export async function askPlainly(
  asked: Asked,
  method: string,
  headers: Record<string, string> = {},
): Promise<PlainAnswer> {
  const { port, path, tls } = asked;
  const secure = tls === undefined ? {} : { ca: tls.ca, servername: tls.name };
  const host = tls?.name ?? "127.0.0.1";
  return await new Promise((resolve, reject) => {
    const ask = (tls === undefined ? plainRequest : tlsRequest)({
      ...secure,
      host: "127.0.0.1",
      port,
      path,
      method,
      agent: false,
      timeout: 5000,
      headers: { host, origin: "https://page.example.org", "accept-encoding": "gzip", ...headers },
    });
    ask.on("timeout", () => ask.destroy(new Error("no answer in time")));
    ask.on("error", reject);
    ask.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    ask.end();
  });
}

const preflight = {
  "access-control-request-method": "GET",
  "access-control-request-headers": "if-none-match",
};

/** Gives the needs that are not met by GET, HEAD, OPTIONS or a conditional GET, in the order of allNeeds. */
export async function missingNeeds(asked: Asked): Promise<readonly Need[]> {
  const get = await askPlainly(asked, "GET");
  const head = await askPlainly(asked, "HEAD");
  const options = await askPlainly(asked, "OPTIONS", preflight);
  const etag = get.headers.etag;
  const again = etag === undefined ? undefined : await askPlainly(asked, "GET", { "if-none-match": etag });
  const bodies = [get, head, ...(again === undefined ? [] : [again])];
  const every = [...bodies, options];
  const has = (answers: readonly PlainAnswer[], name: string, value: RegExp): boolean =>
    answers.every(({ headers }) => value.test(String(headers[name] ?? "")));
  const met: Readonly<Record<Need, boolean>> = {
    reachable: get.status === 200,
    "content-type": [get, head].every(({ headers }) => headers["content-type"] === asked.mediaType),
    "allow-origin": has(every, "access-control-allow-origin", /^\*$/),
    "allow-methods": has(every, "access-control-allow-methods", /^(?:.*, )?GET(?:,|$)/),
    "allow-headers": has(every, "access-control-allow-headers", /^Content-Type, If-None-Match$/),
    "expose-etag": has(bodies, "access-control-expose-headers", /^ETag$/),
    preflight: options.status >= 200 && options.status < 300,
    "cache-control": has(bodies, "cache-control", /^public, max-age=3600$/),
    etag: again?.status === 304 && again.headers.etag !== undefined,
  };
  return allNeeds.filter((need) => !met[need]);
}

// A hostile server of the shared data, played behind real TLS and DNS on loopback, and a transport that leads to it.

import assert from "node:assert/strict";
import type { TlsOptions } from "node:tls";
import { createAuthority } from "../../cli/demo/authority.ts";
import { createDnsLookup } from "../../src/http/resolve-dns.ts";
import { createTransport } from "../../src/http/safe-exchange.ts";
import type { Transport, TransportOptions } from "../../src/http/transport.ts";
import { type Behaviour, bodyOf, play } from "./behaviours.ts";
import { type DnsAnswer, startDns } from "./dns-server.ts";
import { type Listening, listenTls, response, type Talk } from "./fault-server.ts";

const authority = createAuthority();

/** Keeps something open until the tests of a file have ended. */
export type Keep = <T extends { close(): Promise<void> }>(one: T) => T;

/** Which of our outcomes has the meaning of each code of the data: a failure's code, or an answer. */
export const meanings: Readonly<Record<string, readonly string[]>> = {
  E_TIMEOUT_TOTAL: ["timeout"],
  E_BODY_TOO_LARGE: ["too-large"],
  E_HEADERS_TOO_LARGE: ["too-large"],
  E_CONTENT_CODING: ["content-coding"],
  E_BODY_TRUNCATED: ["reset"],
  E_JSON_SYNTAX: ["answer 200"],
  E_HTTP_PROTOCOL: ["protocol"],
  E_HTTP_STATUS: ["status", "answer 403"],
  E_GONE: ["answer 410", "answer 451"],
  E_RATE_LIMITED: ["answer 429"],
  E_TLS: ["tls"],
  E_SSRF: ["forbidden-address", "forbidden-url"],
  E_REDIRECT_LOCATION: ["redirect"],
  E_DNS_NXDOMAIN: ["dns"],
  E_DNS_TEMP: ["dns"],
  E_DNS_TOO_MANY: ["dns"],
};

/** What a crawl over time or robots.txt decides cannot be met by one exchange. */
export function isForTheTransport({ behaviour }: Behaviour): boolean {
  const { sequence, by_user_agent, robots, robots_status } = behaviour;
  return sequence === undefined && by_user_agent === undefined && robots === undefined && robots_status === undefined;
}

function tlsFor(kind: string | undefined): TlsOptions {
  const names = ["a.example.com", "other.example.net"];
  if (kind === "expired") return authority.certificate(names, { notBefore: new Date(0), notAfter: new Date(1e12) });
  if (kind === "wrong-name") return authority.certificate(["b.example.com"]);
  const good = authority.certificate(names);
  if (kind === "tlsv1.0-only")
    return { ...good, minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" };
  return kind === "renegotiate-loop" ? { ...good, maxVersion: "TLSv1.2" } : good;
}

async function talkFor({ tls, h2, ...behaviour }: Behaviour["behaviour"]): Promise<Talk> {
  const body = await bodyOf(behaviour);
  return (socket, head) => {
    // An HTTP/2 peer begins with a SETTINGS frame and goes on with whatever it likes.
    if (h2 !== undefined) socket.write(Buffer.from("000000040000000000".repeat(100), "hex"));
    else if (tls === "renegotiate-loop") Reflect.apply(Reflect.get(socket, "renegotiate"), socket, [{}, () => {}]);
    else if (behaviour.then_valid === true && head.includes("other.example.net")) socket.write(response("{}"));
    else play(socket, behaviour, body);
  };
}

async function dnsFor(
  { dns, v6 }: Behaviour["behaviour"],
  server: Listening,
  keep: Keep,
): Promise<Partial<TransportOptions>> {
  const words: Readonly<Record<string, DnsAnswer>> = {
    NXDOMAIN: "NXDOMAIN",
    "no answer": "silence",
    "a→b→a": "SERVFAIL",
    "1000 A records": Array.from({ length: 28 }, (_, i) => `8.8.8.${i}`),
  };
  const answer = typeof dns === "string" ? words[dns] : (dns ?? ["93.184.216.34"]);
  assert.ok(answer, `no DNS answer for ${dns}`);
  const { server: dnsServer } = keep(await startDns(answer));
  return {
    lookup: createDnsLookup([dnsServer]),
    // TEST-NET-1 goes nowhere: either no route, or nothing ever comes back.
    dial: (address) =>
      v6 === "blackhole" && address.includes(":")
        ? { address: "192.0.2.1", port: 443 }
        : { address: "127.0.0.1", port: server.port },
  };
}

/** How long one request may take, in milliseconds. Silence of DNS is waited for as long as in earnest; every other wait is cut short. */
export function timeoutFor({ behaviour, expect }: Behaviour): number {
  return behaviour.dns === "no answer" ? 15_000 : expect.code === "E_TIMEOUT_TOTAL" ? 700 : 5000;
}

/** Starts the server and gives the transport; both are kept open. */
export async function openBehaviour({ behaviour }: Behaviour, keep: Keep): Promise<Transport> {
  const server = keep(await listenTls(await talkFor(behaviour), tlsFor(behaviour.tls)));
  const dns = await dnsFor(behaviour, server, keep);
  return keep(createTransport({ profile: "registry", userAgent: "test/1 (+x)", ca: [authority.ca], ...dns }));
}

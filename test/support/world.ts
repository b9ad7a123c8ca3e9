// A pretended internet: public names and addresses that are really servers on loopback, with canaries where nobody may go.

import { createSecureContext, type SecureContext } from "node:tls";
import { type Authority, createAuthority } from "../../cli/demo/authority.ts";
import type { TransportOptions } from "../../src/http/transport.ts";
import { type Listening, listenCanary, listenPlain, listenTls, response } from "./fault-server.ts";

/** Gives the whole response for a host and path; undefined means an empty JSON object. */
export type World = (host: string, path: string) => string | undefined;

/** A pretended internet and what it saw. */
export interface OpenWorld {
  readonly authority: Authority;
  /** What a transport needs to live in it, but for DNS. */
  readonly options: Partial<TransportOptions>;
  /** Every address that was dialled, in order. */
  readonly dialled: string[];
  /** Every request, as `host path`. */
  readonly requests: string[];
  /** Connections that reached a place where nobody may go. */
  trespasses(): number;
  readonly tlsPort: number;
  close(): Promise<void>;
}

/** Opens a world. Public addresses lead to its server; loopback, private and all other special ones to the canaries. */
export async function openWorld(world: World): Promise<OpenWorld> {
  const authority = createAuthority();
  const contexts = new Map<string, SecureContext>();
  const dialled: string[] = [];
  const requests: string[] = [];

  function contextFor(name: string): SecureContext {
    const context = contexts.get(name) ?? createSecureContext(authority.certificate([name]));
    contexts.set(name, context);
    return context;
  }
  function answer(head: string): string {
    const host = /\r\nhost: ([^\r:]*)/i.exec(head)?.[1] ?? "";
    const path = head.split(" ")[1] ?? "";
    requests.push(`${host} ${path}`);
    return world(host, path) ?? response("{}");
  }
  const tls = await listenTls((socket, head) => socket.write(answer(head), "latin1"), {
    ...authority.certificate(["nobody.example.com"]),
    SNICallback: (name, done) => done(null, contextFor(name)),
  });
  const plain = await listenPlain((socket, head) => socket.write(answer(head), "latin1"));
  const canary4 = await listenCanary("127.0.0.1");
  // A machine without IPv6 has no ::1 that could be reached.
  const canary6 = await listenCanary("::1").catch(() => undefined);
  const canaries: Listening[] = canary6 === undefined ? [canary4] : [canary4, canary6];

  return {
    authority,
    dialled,
    requests,
    tlsPort: tls.port,
    trespasses: () => canaries.reduce((sum, canary) => sum + canary.connections(), 0),
    options: {
      ca: [authority.ca],
      dial: (address, port) => {
        dialled.push(address);
        if (/^(?:93\.184\.|8\.8\.|1\.1\.|26\d\d:|2001:4860:|64:ff9b:)/.test(address)) {
          return { address: "127.0.0.1", port: port === 80 ? plain.port : tls.port };
        }
        return address.includes(":")
          ? { address: "::1", port: canary6?.port ?? 0 }
          : { address: "127.0.0.1", port: canary4.port };
      },
    },
    async close() {
      for (const one of [tls, plain, ...canaries]) await one.close();
    },
  };
}

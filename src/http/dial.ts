// Opens one connection to vetted addresses only: TCP with fallback between families, then verified TLS.

import { constants } from "node:crypto";
import { connect as connectTcp, type Socket } from "node:net";
import {
  connect as connectTls,
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
} from "node:tls";
import type { Destination } from "./destinations.ts";
import { NetworkError, networkError } from "./failures.ts";
import { readIp } from "./ip.ts";
import { connectAttemptDelayMs, connectTimeoutMs } from "./limits.ts";
import type { TransportOptions } from "./transport.ts";

/** An open connection and the vetted address that it stands for. */
export interface Connection {
  readonly socket: Socket;
  readonly address: string;
  /** What was negotiated, such as `TLSv1.3`; absent for plain http. */
  readonly tlsVersion?: string;
}

/** How a connection is opened. */
export interface DialOptions {
  /** The name (or literal address) whose certificate is asked for; absent for plain http. */
  readonly tlsName?: string;
  readonly context: SecureContext;
  readonly redial?: TransportOptions["dial"];
  readonly signal: AbortSignal;
}

/** One TLS context for all connections of a transport: building one costs more than a handshake. */
export function createTlsContext(extraRoots: readonly string[] = []): SecureContext {
  const base = { minVersion: "TLSv1.2", secureOptions: constants.SSL_OP_NO_RENEGOTIATION } as const;
  return createSecureContext(extraRoots.length === 0 ? base : { ...base, ca: [...rootCertificates, ...extraRoots] });
}

function sameAddress(a: string | undefined, b: string): boolean {
  const left = readIp(a?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "");
  const right = readIp(b);
  return left !== undefined && left.family === right?.family && left.value === right.value;
}

/** Tries the addresses in order, the next one when one fails or is slow; the first that connects wins. */
function openTcp({ addresses, port }: Destination, { redial, signal }: DialOptions): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const open = new Set<Socket>();
    let next = 0;
    let timer: NodeJS.Timeout | undefined;

    function settle(winner: Socket | undefined, then: () => void): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      next = addresses.length;
      for (const socket of open) if (socket !== winner) socket.destroy();
      then();
    }
    function stop(): void {
      settle(undefined, () => reject(signal.reason));
    }
    function failed(socket: Socket, error: Error): void {
      open.delete(socket);
      if (next < addresses.length) attempt();
      else if (open.size === 0) settle(undefined, () => reject(networkError(error)));
    }
    function attempt(): void {
      clearTimeout(timer);
      const address = addresses[next];
      if (address === undefined) return;
      next += 1;
      const target = redial?.(address, port) ?? { address, port };
      const socket = connectTcp({ host: target.address, port: target.port, noDelay: true });
      open.add(socket);
      socket.once("error", (error) => failed(socket, error));
      socket.once("connect", () => {
        // The address is checked a second time, on the open socket (security.md 1.3, step 5).
        if (sameAddress(socket.remoteAddress, target.address)) settle(socket, () => resolve({ socket, address }));
        else socket.destroy(new NetworkError("forbidden-address", "the connection went to another address"));
      });
      if (next < addresses.length) timer = setTimeout(attempt, connectAttemptDelayMs);
    }

    if (signal.aborted) stop();
    else {
      signal.addEventListener("abort", stop, { once: true });
      attempt();
    }
  });
}

function openTls(plain: Socket, name: string, { context, signal }: DialOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const literal = readIp(name) !== undefined;
    const socket = connectTls({
      socket: plain,
      host: name,
      servername: literal ? "" : name,
      secureContext: context,
      ALPNProtocols: ["http/1.1"],
      rejectUnauthorized: true,
    });
    const stop = (): void => void socket.destroy(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    socket.once("error", (error) => {
      signal.removeEventListener("abort", stop);
      plain.destroy();
      reject(signal.aborted ? signal.reason : networkError(error));
    });
    socket.once("secureConnect", () => {
      signal.removeEventListener("abort", stop);
      resolve(socket);
    });
  });
}

/** Opens a connection, or rejects: with what the network said, or a `timeout` NetworkError. Nothing stays open then. */
export async function dial(destination: Destination, options: DialOptions): Promise<Connection> {
  const limit = new AbortController();
  const stop = (): void => limit.abort(options.signal.reason);
  const late = new NetworkError("timeout", "no connection could be made in time");
  const timer = setTimeout(() => limit.abort(late), connectTimeoutMs);
  if (options.signal.aborted) stop();
  else options.signal.addEventListener("abort", stop, { once: true });
  try {
    const bounded = { ...options, signal: limit.signal };
    const { socket, address } = await openTcp(destination, bounded);
    if (options.tlsName === undefined) return { socket, address };
    const secure = await openTls(socket, options.tlsName, bounded);
    const tlsVersion = secure.getProtocol();
    return { socket: secure, address, ...(tlsVersion !== null && { tlsVersion }) };
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener("abort", stop);
  }
}

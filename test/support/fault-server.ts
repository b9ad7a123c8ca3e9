// Servers on loopback that misbehave byte by byte, and canaries that must hear nothing.

import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

/** A listening server on loopback. */
export interface Listening {
  readonly port: number;
  /** How many connections have been accepted. */
  connections(): number;
  close(): Promise<void>;
}

async function listen(server: Server, host: string, event: "connection" | "secureConnection"): Promise<Listening> {
  const open = new Set<Socket>();
  let count = 0;
  server.on("connection", (socket: Socket) => {
    count += 1;
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
  });
  server.on(event, (socket: Socket) => socket.on("error", () => {}));
  server.on("tlsClientError", () => {});
  server.listen(0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    connections: () => count,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** What a server does when a request has arrived: it writes to the socket what it likes. */
export type Talk = (socket: Socket, head: string, body: string) => void;

/** Plays `talk` once for every request that arrives, over plain TCP. */
export async function listenPlain(talk: Talk, host = "127.0.0.1"): Promise<Listening> {
  return await listen(
    createServer((socket) => onRequests(socket, talk)),
    host,
    "connection",
  );
}

/** The same over TLS. */
export async function listenTls(talk: Talk, options: TlsOptions): Promise<Listening> {
  return await listen(
    createTlsServer(options, (socket) => onRequests(socket, talk)),
    "127.0.0.1",
    "secureConnection",
  );
}

function onRequests(socket: Socket, talk: Talk): void {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    for (;;) {
      const end = text.indexOf("\r\n\r\n");
      if (end === -1) return;
      const head = text.slice(0, end);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (text.length < end + 4 + length) return;
      const body = text.slice(end + 4, end + 4 + length);
      text = text.slice(end + 4 + length);
      talk(socket, head, body);
    }
  });
}

/** Plays `talk` on every connection as soon as it is there. */
export async function listenRaw(talk: (socket: Socket) => void, host = "127.0.0.1"): Promise<Listening> {
  return await listen(createServer(talk), host, "connection");
}

/** Listens for connections that must never come. */
export async function listenCanary(host: "127.0.0.1" | "::1"): Promise<Listening> {
  return await listenRaw((socket) => socket.destroy(), host);
}

/** A complete small response. */
export function response(body: string, headers: readonly string[] = [], status = "200 OK"): string {
  const lines = [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

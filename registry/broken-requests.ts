// Answers what is no HTTP request that Node reads: in the shape of every other error, where the client can still hear it.

import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { Problem, problemBody, problemStatus } from "./problem.ts";
import { problemHeaders } from "./routes/answer.ts";

/** Answers on a raw connection and ends it; `error` is what Node made of what came. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, requestId: string): void {
  // What Node itself looks at: half an answer must not be followed by another one.
  const under = (socket as Duplex & { readonly _httpMessage?: ServerResponse | null })._httpMessage;
  if (error.code === "ECONNRESET" || !socket.writable || under?.headersSent) {
    socket.destroy();
    return;
  }
  const problem = problemOf(error.code);
  const status = problemStatus(problem.kind);
  const body = problemBody(problem.kind, problem.message, requestId);
  const headers = {
    ...problemHeaders(problem, requestId),
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`);
}

function problemOf(code: string | undefined): Problem {
  if (code === "HPE_HEADER_OVERFLOW")
    return new Problem("headers-too-large", "The request line and its headers are too long.");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new Problem("timeout", "The request did not arrive in time.");
  return new Problem("bad-request", "This is no HTTP request.");
}

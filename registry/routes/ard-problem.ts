// How ARD says no: `{ errorCode, message }`, with the statuses that its description has.

import { Problem, problemStatus } from "../problem.ts";
import { fixedHeaders } from "./answer.ts";

/** Where the ARD registry stands; its paths are `/search`, `/explore` and `/agents` below. */
export const ardPath = "/ard";

/** A request that ARD calls invalid: 400. */
export class ArdProblem extends Problem {
  constructor(message: string) {
    super("bad-request", message);
  }
}

/** Whether a path belongs to the ARD registry. */
export function isArdPath(path: string): boolean {
  return path === ardPath || path.startsWith(`${ardPath}/`);
}

/** Any trouble in ARD's words. What it knows no status for becomes a 400, but for methods, whose 405 is HTTP's own. */
export function ardProblemAnswer(problem: Problem): Response {
  const own = problemStatus(problem.kind);
  const status = own === 422 || own === 413 || own === 415 ? 400 : own;
  return new Response(JSON.stringify({ errorCode: codeOf(status), message: problem.message }), {
    status,
    headers: {
      ...fixedHeaders,
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      ...problem.headers,
    },
  });
}

function codeOf(status: number): string {
  if (status === 401 || status === 403) return "UNAUTHENTICATED";
  if (status === 404) return "NOT_FOUND";
  if (status === 429) return "RATE_LIMIT_EXCEEDED";
  return status >= 500 ? "INTERNAL_ERROR" : "INVALID_ARGUMENT";
}

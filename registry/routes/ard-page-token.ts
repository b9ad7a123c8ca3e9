// Page tokens of ARD: where a page starts, with a sum over it and over what was asked, so that neither can be changed unnoticed.

import { createHash } from "node:crypto";
import { ArdProblem } from "./ard-problem.ts";

/** No honest token comes near this. */
const maxTokenLength = 1_000;

/** Bytes of the sum. It keeps mistakes out, not forgers: a token holds nothing that one could not ask for anyway. */
const sumBytes = 12;

/** Writes a token for the page that starts at `position`, a JSON value, of the list that `asked` describes. */
export function writePageToken(position: unknown, asked: string): string {
  const text = JSON.stringify(position);
  return `${Buffer.from(text).toString("base64url")}.${sumOf(text, asked)}`;
}

/** Reads a token back; `isPosition` says whether a value is one. Throws a 400 unless it is one of ours for the same question. */
export function readPageToken<T>(token: string, asked: string, isPosition: (value: unknown) => value is T): T {
  const [body = "", sum = "", ...rest] = token.length > maxTokenLength ? [] : token.split(".");
  const bytes = Buffer.from(body, "base64url");
  const text = bytes.toString();
  if (bytes.toString("base64url") === body && rest.length === 0 && sum === sumOf(text, asked)) {
    const position: unknown = JSON.parse(text);
    if (isPosition(position)) return position;
  }
  throw new ArdProblem("pageToken is none of this query's: pass the one of its last page exactly as it came");
}

function sumOf(text: string, asked: string): string {
  const hash = createHash("sha256").update(JSON.stringify(["ard-page-1", asked, text]));
  return hash.digest().subarray(0, sumBytes).toString("base64url");
}

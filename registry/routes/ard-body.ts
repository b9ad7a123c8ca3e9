// Reads the body of an ARD request: small, JSON by its media type, and through the same strict gate as every stranger's document.

import type { Context } from "hono";
import { printable } from "../../src/document/printable.ts";
import { readDocument } from "../../src/document/read.ts";
import { isObject } from "./ard-fields.ts";
import { ArdProblem } from "./ard-problem.ts";

/** Bytes of a request body. A question that takes more is not one. */
export const maxBodyBytes: number = 16 * 1024;

/** The object that a request's body holds. Throws a 400 that says what is wrong with it. */
export async function readArdBody(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const mediaType = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!/^application\/(?:[a-z0-9.-]+\+)?json$/.test(mediaType))
    throw new ArdProblem("the Content-Type of the body must be application/json");
  const document = readDocument(await readBytes(c.req.raw.body));
  const fault = document.diagnostics.find(({ severity }) => severity === "error");
  if (fault !== undefined) throw new ArdProblem(`the body is not good JSON: ${printable(fault.message)}`);
  if (!document.readable || !isObject(document.value)) throw new ArdProblem("the body must be a JSON object");
  return document.value;
}

async function readBytes(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch(() => {
      throw new ArdProblem("the body broke off");
    });
    if (done) break;
    length += value.byteLength;
    if (length > maxBodyBytes) {
      await reader.cancel();
      throw new ArdProblem(`the body is larger than ${maxBodyBytes} bytes`);
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}

/** Throws a 400 where an object has a member that the description does not know. */
export function refuseOthers(value: Readonly<Record<string, unknown>>, where: string, known: readonly string[]): void {
  if (Object.keys(value).some((key) => !known.includes(key)))
    throw new ArdProblem(`${where} may have ${known.join(", ")} and nothing else`);
}

/** A whole number in bounds; `usual` where it is absent. */
export function readCount(
  value: unknown,
  name: string,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
): number {
  if (value === undefined) return usual;
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    throw new ArdProblem(`${name} must be a whole number from ${least} to ${most}`);
  return value;
}

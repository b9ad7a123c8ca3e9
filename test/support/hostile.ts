// Builds the documents of hostile-documents.jsonl as bytes.

import { readFileSync } from "node:fs";
import { sharedData } from "./shared-data.ts";

/** One hostile document and what its file says should become of it. */
export interface HostileBody {
  readonly id: string;
  readonly bytes: Buffer;
  readonly outcome: string;
  readonly servedFrom?: string;
}

type Repeat = { readonly unit: string; readonly count: number };
type Body =
  | string
  | { readonly b64: string }
  | {
      readonly gen: Repeat & {
        readonly prefix: string;
        readonly suffix: string | (Repeat & { readonly end?: string });
      };
    };

function repeated({ unit, count }: Repeat): string {
  if (!unit.includes("#")) return unit.repeat(count);
  let text = "";
  for (let index = 1; index <= count; index++) text += unit.replaceAll("#", String(index));
  return text;
}

function build(body: Body): Buffer {
  if (typeof body === "string") return Buffer.from(body);
  if ("b64" in body) return Buffer.from(body.b64, "base64");
  const { gen } = body;
  const suffix = typeof gen.suffix === "string" ? gen.suffix : repeated(gen.suffix) + (gen.suffix.end ?? "");
  return Buffer.from(gen.prefix + repeated(gen) + suffix);
}

/** All lines of kind `body`; none where the data is absent. */
export function hostileBodies(): HostileBody[] {
  const path = sharedData("hostile-documents.jsonl");
  if (path === undefined) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line))
    .filter((line) => line.kind === "body")
    .map((line) => ({
      id: line.id,
      bytes: build(line.body),
      outcome: line.expect.outcome,
      ...(line.expect.served_from ? { servedFrom: new URL(line.expect.served_from).host } : {}),
    }));
}

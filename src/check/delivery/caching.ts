// Cache-Control: whether readers may keep a document for a while.

import type { Diagnostic } from "../../document/diagnostic.ts";
import { quote } from "../../text/quote.ts";
import { sources } from "../../validate/rules/sources.ts";
import type { Exercise } from "./exercise.ts";

const hint = 'send "Cache-Control: public, max-age=3600"';

/** Finds a document that says nothing of its freshness, or that nobody may keep. */
export function* checkCaching({ answer: { headers } }: Exercise): Iterable<Diagnostic> {
  const value = headers["cache-control"];
  const base = { severity: "warning", hint, spec: sources.cardDiscovery } as const;
  if (value === undefined || value.trim() === "") {
    yield { code: "http/cache-control-missing", ...base, message: "no Cache-Control is sent" };
  } else if (/(?:^|[\s,])(?:no-store|private)(?=$|[\s,=;])/i.test(value)) {
    const message = `Cache-Control is ${quote(value)}, so shared caches may not keep a public document`;
    yield { code: "http/cache-control-forbids", ...base, message };
  }
}

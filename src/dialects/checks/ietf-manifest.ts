// What the expired internet draft asks of its manifest (spec.md 4.5).

import type { Unplaced } from "../../validate/unplaced.ts";
import { filled, itemsOf, member } from "../source.ts";
import { finding } from "./finding.ts";

const trustClasses = new Set<unknown>(["public", "sandbox", "enterprise", "regulated"]);
const authMethod = /^(?:none|bearer|mtls|apikey|oauth2|x-.+)$/;

/** Yields `document/ietf-*`: few and useful. Never throws. */
export function* checkIetfManifest(value: unknown): Iterable<Unplaced> {
  for (const name of ["mcp_version", "name"])
    if (filled(member(value, name)) === undefined)
      yield finding("document/ietf-identity", "", `the manifest states no ${name}`, `write ${name} as a string`);
  if (!filled(member(value, "endpoint"))?.startsWith("https://"))
    yield finding(
      "document/ietf-endpoint",
      "/endpoint",
      "the endpoint is no https URL",
      "write the endpoint's whole URL, on this host or below it",
    );
  const trust = member(value, "trust_class");
  if (trust !== undefined && !trustClasses.has(trust))
    yield finding(
      "document/ietf-trust-class",
      "/trust_class",
      "trust_class is none of the draft's four words",
      "write public, sandbox, enterprise or regulated",
    );
  const methods = itemsOf(member(member(value, "auth"), "methods"));
  if (methods.some((method) => !authMethod.test(filled(method) ?? "")))
    yield finding(
      "document/ietf-auth",
      "/auth/methods",
      "auth.methods holds a method that the draft does not know",
      "write none, bearer, mtls, apikey, oauth2 or a word that starts with x-",
    );
}

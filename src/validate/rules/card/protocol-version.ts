// Rule: the protocol versions that a remote lists exist.

import type { Fix } from "../../../document/fix.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf, step } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";

/** Every released revision of the protocol, oldest first. */
export const protocolVersions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"] as const;

/** Found in the JSON of each card with a version that is no released one of today's transports, or with the older transport. */
export const protocolTrace: RegExp = new RegExp(
  `"(?:sse"|supportedProtocolVersions":\\[(?!(?:"(?:${protocolVersions.slice(1).join("|")})",?)*\\]))`,
);

/** Gives the released version that is nearest in time to a date, or the newest one for what is no date. */
export function nearestProtocolVersion(text: string): string {
  const at = Date.parse(text.slice(0, 10));
  const distance = (version: string): number => Math.abs(Date.parse(version) - at);
  const newest = protocolVersions[protocolVersions.length - 1] ?? "";
  if (Number.isNaN(at)) return newest;
  return protocolVersions.reduce<string>(
    (best, version) => (distance(version) < distance(best) ? version : best),
    newest,
  );
}

/**
 * A date between two releases is a slip, so the nearest is written, or nothing where it is listed already. An older date
 * is no slip, and a later one may be a release that this tool does not know yet.
 */
function fixOf(
  version: string,
  pointer: string,
  { nearest, isListed }: { readonly nearest: string; readonly isListed: boolean },
): Fix | undefined {
  const isBetween = version > protocolVersions[0] && version < (protocolVersions.at(-1) ?? "");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(version) || Number.isNaN(Date.parse(version)) || !isBetween) return undefined;
  return isListed ? { op: "remove", pointer } : { op: "replace", pointer, value: nearest };
}

/** `card/protocol-version`, spec.md 1.5 SC-PV. */
export const protocolVersion: CardRule = defineRule({
  id: "card/protocol-version",
  severity: "warning",
  title: "a protocol version is unknown",
  rationale:
    "Protocol versions are dates of releases, so a date that is no release matches no client. Two dates that never existed stood in early examples and are still copied.",
  spec: sources.coreVersioning,
  on: "card",
  trace: protocolTrace,
  good: sampleRemote({ supportedProtocolVersions: ["2025-11-25", "2026-07-28"] }),
  bad: sampleRemote({ supportedProtocolVersions: ["2025-06-15"] }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      const listed = new Set(remote.value.supportedProtocolVersions);
      for (const [index, version] of (remote.value.supportedProtocolVersions ?? []).entries()) {
        if ((protocolVersions as readonly string[]).includes(version) || /^DRAFT-/.test(version)) continue;
        const pointer = `${remote.pointer}/supportedProtocolVersions${step(index)}`;
        const nearest = nearestProtocolVersion(version);
        const fix = fixOf(version, pointer, { nearest, isListed: listed.has(nearest) });
        if (fix !== undefined) listed.add(nearest);
        yield {
          pointer,
          message: `protocol version ${quote(version)} is unknown`,
          hint: `write "${nearest}" if that was meant`,
          fix,
        };
      }
    }
  },
});

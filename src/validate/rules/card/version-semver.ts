// Rule: a card's version should be a semantic version.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { versionTrace } from "../traces.ts";

const number = "(?:0|[1-9][0-9]*)";
const release = new RegExp(`^${number}\\.${number}\\.${number}(?:$|[-+])`);
const suffix = /^(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const paddedNumber = /^0[0-9]+$/;

/** What keeps a text from being a semantic version: it is none at all, or it starts as one and then breaks a rule. */
function problem(version: string): "none" | "broken" | "unsafe" | undefined {
  if (!release.test(version)) return /^v?[0-9]+\.[0-9]+\.[0-9]+/.test(version) ? "broken" : "none";
  const numbers = /^[0-9.]+/.exec(version)?.[0] ?? "";
  const rest = version.slice(numbers.length);
  const preRelease = rest.startsWith("-") ? (rest.slice(1).split("+", 1)[0] ?? "").split(".") : [];
  if (!suffix.test(rest) || preRelease.some((part) => paddedNumber.test(part))) return "broken";
  return numbers.split(".").some((part) => !Number.isSafeInteger(Number(part))) ? "unsafe" : undefined;
}

/** `card/version-semver`, spec.md 1.5 SC-VER-SEMVER; a warning where it looks like semver and would be sorted wrongly. */
export const versionSemver: CardRule = defineRule({
  id: "card/version-semver",
  severity: "info",
  title: "the version is not a semantic version",
  rationale:
    "The standard recommends semantic versions so that clients can tell which of two cards is newer. Other schemes are allowed and are compared by date instead. A version that starts like a semantic one and then breaks its rules is worse: some readers sort it as one, others do not.",
  spec: sources.semver,
  on: "card",
  trace: versionTrace,
  good: sampleCard({ version: "1.4.0-beta.2+build.7" }),
  bad: sampleCard({ version: "build-2024" }),
  *check(card) {
    if (card.version.trim() === "") return;
    const found = problem(card.version);
    if (found === undefined) return;
    const version = quote(card.version);
    const hint = 'write major.minor.patch without leading zeros, such as "1.4.0"';
    if (found === "none") yield { pointer: "/version", message: `version ${version} is not a semantic version`, hint };
    else if (found === "broken") {
      const message = `version ${version} starts like a semantic version but is none`;
      yield { pointer: "/version", message, hint, severity: /^v/i.test(card.version) ? "info" : "warning" };
    } else {
      const message = `version ${version} has a number that common tools cannot hold`;
      yield { pointer: "/version", message, hint: "keep each number below 9007199254740992", severity: "warning" };
    }
  },
});

// Rule: an SVG icon has a bitmap beside it.

import { type CardRule, defineRule } from "../../rule.ts";
import { step } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { iconTrace } from "../traces.ts";
import { iconType } from "./icon-type.ts";

/** `card/icon-svg`, spec.md 1.5 SC-ICON (SVG). */
export const iconSvg: CardRule = defineRule({
  id: "card/icon-svg",
  severity: "info",
  title: "an icon is an SVG",
  rationale:
    "An SVG can hold scripts and load other files, so careful clients and registries do not show it. Clients that show icons must support PNG and JPEG, so one of these is always the safe choice.",
  spec: sources.coreIcons,
  on: "card",
  trace: iconTrace,
  good: sampleCard({ icons: [{ src: "https://example.com/icon.png" }] }),
  bad: sampleCard({ icons: [{ src: "https://example.com/icon.svg" }] }),
  *check(card) {
    const icons = [...(card.icons ?? []).entries()];
    if (icons.some(([, icon]) => ["image/png", "image/jpeg"].includes(iconType(icon) ?? icon.mimeType ?? ""))) return;
    for (const [index, icon] of icons) {
      if (iconType(icon) !== "image/svg+xml" && icon.mimeType?.toLowerCase() !== "image/svg+xml") continue;
      yield {
        pointer: `/icons${step(index)}/src`,
        message: "icon is an SVG, which many clients do not show",
        hint: "add a PNG of the same icon",
      };
    }
  },
});

// Rule: an icon is of the type that it says.

import type { Icon } from "../../../document/card.ts";
import { quote } from "../../../text/quote.ts";
import { readLink } from "../../../text/read-link.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { step } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { iconTrace } from "../traces.ts";

const typeOfExtension: ReadonlyMap<string, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["svg", "image/svg+xml"],
  ["webp", "image/webp"],
  ["gif", "image/gif"],
  ["ico", "image/x-icon"],
  ["avif", "image/avif"],
]);

const dataType = /^data:([\w.+-]+\/[\w.+-]+)/i;
const extensionForm = /\.([a-z0-9]+)$/i;

/** Gives the media type that an icon's address tells by itself: that of its data, or of its file extension. */
export function iconType(icon: Icon): string | undefined {
  const data = dataType.exec(icon.src)?.[1];
  if (data !== undefined) return data.toLowerCase();
  const extension = extensionForm.exec(readLink(icon.src)?.pathname ?? "")?.[1];
  return typeOfExtension.get((extension ?? "").toLowerCase());
}

const sameType: ReadonlyMap<string, string> = new Map([
  ["image/jpg", "image/jpeg"],
  ["image/vnd.microsoft.icon", "image/x-icon"],
]);

/** `card/icon-type`: our own choice. */
export const iconTypeRule: CardRule = defineRule({
  id: "card/icon-type",
  severity: "warning",
  title: "an icon's type and address disagree",
  rationale:
    "A client decides by the declared type whether it can and may show an icon. An SVG that calls itself a PNG either stays blank or slips past a check that was meant for it.",
  spec: ownChoice("card/icon-type"),
  on: "card",
  trace: iconTrace,
  good: sampleCard({ icons: [{ src: "https://example.com/icon.png", mimeType: "image/png" }] }),
  bad: sampleCard({ icons: [{ src: "https://example.com/icon.webp", mimeType: "image/png" }] }),
  *check(card) {
    for (const [index, icon] of (card.icons ?? []).entries()) {
      const told = iconType(icon);
      const declared = icon.mimeType?.toLowerCase().split(";", 1)[0]?.trim();
      if (told === undefined || declared === undefined || (sameType.get(declared) ?? declared) === told) continue;
      yield {
        pointer: `/icons${step(index)}/mimeType`,
        message: `icon declares ${quote(declared)} but its address says ${quote(told)}`,
        hint: `write "${told}" if the file is what its address says`,
      };
    }
  },
});

// Which icons a registry shows.

import type { Card } from "../document/card.ts";
import { iconType } from "../validate/rules/card/icon-type.ts";
import { step } from "../validate/rules/parts.ts";
import type { Objection } from "./admission.ts";

/** An inline icon above this makes every list that shows it slow; a 128-pixel PNG has a few KiB. */
export const maxInlineIconBytes: number = 32 * 1024;

/** Yields `admission/icon-size`, `icon-data` and `icon-not-shown`. */
export function* checkIcons(card: Card): Generator<Objection> {
  for (const [index, icon] of (card.icons ?? []).entries()) {
    const pointer = `/icons${step(index)}/src`;
    if (/^data:/i.test(icon.src)) {
      if (icon.src.length > maxInlineIconBytes) {
        const message = `icon has ${icon.src.length} bytes, more than ${maxInlineIconBytes}`;
        const hint = "link to the icon, or use a smaller picture";
        yield { code: "admission/icon-size", severity: "error", pointer, message, hint };
      }
      if (!/^data:image\/[\w.+-]+[;,]/i.test(icon.src)) {
        const message = "icon data is not an image";
        yield {
          code: "admission/icon-data",
          severity: "error",
          pointer,
          message,
          hint: "use a data:image/png;base64 URL",
        };
      }
    }
    if (iconType(icon) === "image/svg+xml" || icon.mimeType?.toLowerCase() === "image/svg+xml") {
      const message = "icon is an SVG, which a registry does not show";
      yield {
        code: "admission/icon-not-shown",
        severity: "warning",
        pointer,
        message,
        hint: "add a PNG of the same icon",
      };
    }
  }
}

// Rule: the host's logo is a picture that readers show.

import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { isObject, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const host = { displayName: "Example Weather" };

function problem(text: string): string | undefined {
  const url = readUrl(text);
  if (url?.protocol === "data:") {
    if (/^data:image\/svg/i.test(text)) return "is an SVG, which careful readers do not show";
    return /^data:image\/[\w.+-]+[;,]/i.test(text) ? undefined : "holds data that is no image";
  }
  if (url?.protocol !== "https:") return "is not an https or data URL";
  return /\.svg$/i.test(url.pathname) ? "is an SVG, which careful readers do not show" : undefined;
}

/** `catalog/logo`, spec.md 2.2. */
export const logo: CatalogRule = defineRule({
  id: "catalog/logo",
  severity: "warning",
  title: "the host's logo will not be shown",
  rationale:
    "An SVG can hold scripts, and other schemes can reach local files or other programs, so readers leave such logos out. A small PNG inside the catalog is shown everywhere and tells nobody who looked.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry()], { host: { ...host, logoUrl: "data:image/png;base64,iVBORw0KGgo=" } }),
  bad: sampleCatalog([sampleEntry()], { host: { ...host, logoUrl: "https://example.com/logo.svg" } }),
  *check(catalog) {
    const logoUrl = isObject(catalog.host) ? textOf(catalog.host, "logoUrl") : undefined;
    const found = logoUrl === undefined ? undefined : problem(logoUrl);
    if (logoUrl === undefined || found === undefined) return;
    yield {
      pointer: "/host/logoUrl",
      message: `logo ${quote(logoUrl)} ${found}`,
      hint: "use a PNG, as a data:image/png;base64 URL or over https",
    };
  },
});

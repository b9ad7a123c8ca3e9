// Which URLs a registry shows and routes to.

import { domainToUnicode } from "node:url";
import type { Card } from "../document/card.ts";
import { privateReason, readTemplateUrl } from "../text/host-names.ts";
import { isWhollyLookAlike, mixedScriptWords, skeleton } from "../text/look-alikes.ts";
import { quote } from "../text/quote.ts";
import { pathProblem } from "../validate/rules/card/repository-subfolder.ts";
import { filledUrl, type Part, remotesOf, urlsOf } from "../validate/rules/parts.ts";
import type { Objection } from "./admission.ts";

/** Longer URLs are cut by programs and carry data rather than an address; the same bound as for what is fetched. */
export const maxUrlCharacters = 2048;

/** Yields `admission/url-scheme`, `url-private`, `url-too-long`, `url-confusable` and `repository-path`. */
export function* checkUrls(card: Card): Generator<Objection> {
  for (const url of urlsOf(card)) {
    const isData = url.of === "icon" && /^data:/i.test(url.value);
    if (url.value.length > maxUrlCharacters && !isData) {
      const message = `URL has ${url.value.length} characters, more than ${maxUrlCharacters}`;
      yield {
        code: "admission/url-too-long",
        severity: "error",
        pointer: url.pointer,
        message,
        hint: "write a shorter URL",
      };
    }
    if (url.of !== "remote") yield* judge(url, isData);
  }
  for (const remote of remotesOf(card))
    yield* judge({ pointer: `${remote.pointer}/url`, value: filledUrl(remote.value) }, false);
  const subfolder = card.repository?.subfolder;
  const problem = subfolder === undefined ? undefined : pathProblem(subfolder);
  if (subfolder !== undefined && problem !== undefined) {
    const message = `subfolder ${quote(subfolder)} ${problem}`;
    const hint = "write the path from the top of the repository";
    yield { code: "admission/repository-path", severity: "error", pointer: "/repository/subfolder", message, hint };
  }
}

function* judge(url: Part<string>, isData: boolean): Generator<Objection> {
  const { pointer } = url;
  if (isData) return;
  const read = readTemplateUrl(url.value);
  const isOpen = read === undefined && url.value.startsWith("{");
  if (!isOpen && read?.scheme !== "https" && read?.scheme !== "http") {
    const message = `URL ${quote(url.value)} is neither https nor http`;
    yield { code: "admission/url-scheme", severity: "error", pointer, message, hint: "write an https:// URL" };
    return;
  }
  if (read?.host === undefined) return;
  const reason = privateReason(read.host);
  if (reason !== undefined) {
    const message = `host ${quote(read.host)} is ${reason}`;
    const hint = "write a host name that everybody can reach";
    yield { code: "admission/url-private", severity: "error", pointer, message, hint };
  }
  const readable = domainToUnicode(read.host);
  const labels = readable.split(".");
  if (labels.some((part) => mixedScriptWords(part).length > 0 || isWhollyLookAlike(part))) {
    const message = `host ${quote(read.host)} reads as ${quote(skeleton(readable))} and is another`;
    const hint = "use a host name in one script";
    yield { code: "admission/url-confusable", severity: "warning", pointer, message, hint };
  }
}

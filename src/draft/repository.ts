// Reads where a package says that its source lives, into the form that a card has for it.

import type { Repository } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { readPlace } from "../validate/counterpart.ts";

const forges: Readonly<Record<string, string>> = {
  "github.com": "github",
  "gitlab.com": "gitlab",
  "bitbucket.org": "bitbucket",
};

/** Reads package.json's `repository`: a URL, git's own forms, or a short name; undefined where it leads to no https page. */
export function readRepository(value: unknown): Repository | undefined {
  const place = readPlace(value);
  const url = place && pageOf(place.url.trim());
  if (place === undefined || url === undefined) return undefined;
  const subfolder = place.subfolder?.replace(/^(?:\.?\/)+|\/+$/g, "") ?? "";
  return { url: url.href, source: forges[url.hostname] ?? url.hostname, ...(subfolder === "" ? {} : { subfolder }) };
}

function pageOf(text: string): URL | undefined {
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/i.exec(text);
  const login = /^(?:[\w.-]+@)([\w.-]+):(?!\/\/)(.+)$/.exec(text);
  const forge = Object.keys(forges).find((host) => host.startsWith(`${(short?.[1] ?? "github").toLowerCase()}.`));
  const whole =
    short !== null
      ? `https://${forge}/${short[2]}`
      : login !== null
        ? `https://${login[1]}/${login[2]}`
        : text.replace(/^git\+/i, "").replace(/^(?:git|ssh|http):\/\//i, "https://");
  const url = readUrl(whole.replace(/\.git$/i, ""));
  if (url === undefined || url.protocol !== "https:") return undefined;
  // A login such as git@ is no part of the page.
  url.username = "";
  url.password = "";
  return url;
}

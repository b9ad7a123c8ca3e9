// Carries web addresses into a card: the home page, the icons and the repository.

import type { Icon, Repository } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { filled, filledMember, itemsOf, member, membersOf } from "./source.ts";

/** The longest URL, and the longest `data:` icon, that is carried: enough for real ones, and a card stays small. */
const maxUrlLength = 2048;
const maxDataLength = 16_384;

/** At most this many icons are carried. */
const maxIcons = 10;

const uriCharacters = /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;

/** An absolute `https:` URL without credentials that every validator takes for a URI; relative ones need `base`. */
export function httpsUrl(value: unknown, base?: URL): string | undefined {
  const text = filled(value)?.trim();
  if (text === undefined || text.length > maxUrlLength) return undefined;
  if (!/^https:\/\/[^/]/i.test(text) && (base === undefined || /^[a-z][a-z0-9+.-]*:/i.test(text) || /\s/.test(text)))
    return undefined;
  const url = readUrl(text, base?.href);
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") return undefined;
  const made = url.href === `${text}/` ? text : url.href;
  return uriCharacters.test(made) &&
    !/%(?![0-9a-f]{2})/i.test(made) &&
    !/[[\]]/.test(url.pathname + url.search + url.hash)
    ? made
    : undefined;
}

function iconSource(value: unknown, base: URL | undefined): string | undefined {
  const text = filled(value)?.trim();
  if (text !== undefined && /^data:image\/[a-z0-9.+-]+;base64,[a-z0-9+/]+={0,2}$/i.test(text))
    return text.length <= maxDataLength ? text : undefined;
  return httpsUrl(text, base);
}

function readIcon(value: unknown, base: URL | undefined): Icon | undefined {
  const src = iconSource(typeof value === "string" ? value : (filledMember(value, "src", "url", "href") ?? ""), base);
  if (src === undefined) return undefined;
  const mimeType = filledMember(value, "mimeType", "type");
  const written = member(value, "sizes");
  const sizes = (typeof written === "string" ? written.split(/\s+/) : itemsOf(written)).filter(
    (size) => typeof size === "string" && /^(?:\d{1,5}x\d{1,5}|any)$/.test(size),
  );
  const theme = member(value, "theme");
  return {
    src,
    ...(mimeType !== undefined && /^image\/[a-z0-9.+-]+$/i.test(mimeType) && { mimeType }),
    ...(sizes.length > 0 && { sizes: sizes as string[] }),
    ...((theme === "light" || theme === "dark") && { theme }),
  };
}

/** Reads `icons`, or a single icon's URL; undefined where none can be shown (spec.md 4.8: bad schemes are dropped). */
export function readIcons(value: unknown, base: URL | undefined): readonly Icon[] | undefined {
  const listed = Array.isArray(value) ? value.slice(0, maxIcons) : [value];
  const icons = listed.flatMap((item) => readIcon(item, base) ?? []);
  return icons.length > 0 ? icons : undefined;
}

const forges: Readonly<Record<string, string>> = {
  "github.com": "github",
  "gitlab.com": "gitlab",
  "bitbucket.org": "bitbucket",
  "codeberg.org": "codeberg",
};
const cleanPath = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.@+-]+(?:\/[\w.@+-]+)*$/;

/** Reads a repository: an object of a card or a registry, or a URL. A forge's link into a tree gives the subfolder. */
export function readRepository(value: unknown): Repository | undefined {
  const object = membersOf(value);
  const text = filled(object === undefined ? value : member(object, "url"))?.trim();
  const written = httpsUrl(text?.replace(/^git\+/, "").replace(/^github:(?=[\w.-]+\/[\w.-]+$)/, "https://github.com/"));
  if (written === undefined) return undefined;
  const tree =
    /^(https:\/\/(?:github\.com|gitlab\.com)\/[^/]+\/[^/]+?)(?:\/-)?\/(?:tree|blob)\/[^/]+\/([^?#]+?)\/?$/.exec(
      written,
    );
  const host = new URL(written).hostname;
  const stated = filledMember(object, "source");
  const subfolder = filledMember(object, "subfolder") ?? tree?.[2];
  const id = filledMember(object, "id");
  return {
    url: tree?.[1] ?? written,
    source: stated !== undefined && /^[\w.-]{1,40}$/.test(stated) ? stated : (forges[host] ?? host),
    ...(subfolder !== undefined && cleanPath.test(subfolder) && { subfolder }),
    ...(id !== undefined && { id }),
  };
}

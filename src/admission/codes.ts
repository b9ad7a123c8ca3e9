// What every admission code means, for docs and explanations.

import type { Code, Severity } from "../document/diagnostic.ts";
import { maxInlineIconBytes } from "./icons.ts";
import {
  maxCatalogEntries,
  maxChoices,
  maxEntriesOfForeignHost,
  maxHeaders,
  maxIcons,
  maxMetaBytes,
  maxRemotes,
} from "./limits.ts";
import { maxUrlCharacters } from "./urls.ts";

/** An error keeps a server out of the registry; after a warning it is listed and something of it is not shown. */
export interface AdmissionInfo {
  readonly code: Code;
  readonly severity: Severity;
  /** One line for lists, with the limits in it. */
  readonly title: string;
}

const error = (name: string, title: string): AdmissionInfo => ({ code: `admission/${name}`, severity: "error", title });
const warning = (name: string, title: string): AdmissionInfo => ({ ...error(name, title), severity: "warning" });

/** Every admission code, in alphabetical order. */
export const admissionCodes: readonly AdmissionInfo[] = [
  warning("foreign-host", `more than ${maxEntriesOfForeignHost} entries of a catalog lead to one foreign host`),
  error("icon-data", "an icon is inline data that is no image"),
  warning("icon-not-shown", "an icon is an SVG, which is not shown"),
  error("icon-size", `an inline icon has more than ${maxInlineIconBytes} bytes`),
  warning("meta-size", `_meta has more than ${maxMetaBytes} bytes`),
  error("name-form", "the name is not safe as a path or as a key"),
  error("repository-path", "the repository's subfolder is no clean relative path"),
  error("text-bidi", "a text changes the direction of what follows"),
  error("text-blank", "a text shows nothing"),
  warning("text-combining", "a text stacks marks on a letter"),
  error("text-control", "a text holds a control character"),
  error("text-invisible", "a text holds a character that cannot be seen"),
  error("too-large", "the card is larger than a registry takes"),
  error(
    "too-many",
    `more than ${maxRemotes} remotes, ${maxHeaders} headers, ${maxIcons} icons, ${maxChoices} choices, or ${maxCatalogEntries} entries`,
  ),
  warning("url-confusable", "a host name imitates another one"),
  error("url-private", "a URL leads to a private host"),
  error("url-scheme", "a URL is neither https nor http"),
  error("url-too-long", `a URL has more than ${maxUrlCharacters} characters`),
];

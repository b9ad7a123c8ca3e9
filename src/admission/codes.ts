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
  /** Why it matters to somebody. */
  readonly rationale: string;
}

/** A row of the table: severity, name, title, rationale. */
type Row = readonly [severity: AdmissionInfo["severity"], name: string, title: string, rationale: string];

const rows: readonly Row[] = [
  [
    "warning",
    "foreign-host",
    `more than ${maxEntriesOfForeignHost} entries of a catalog lead to one foreign host`,
    "A catalog could otherwise turn every crawler on a host that never asked to be visited. What is beyond the limit is not fetched.",
  ],
  [
    "error",
    "icon-data",
    "an icon is inline data that is no image",
    "Inline data of another type could be a page or a script, which a registry would serve to all of its visitors.",
  ],
  [
    "warning",
    "icon-not-shown",
    "an icon is an SVG, which is not shown",
    "An SVG can hold scripts and load what it likes. The server is listed without this icon; add a PNG beside it.",
  ],
  [
    "error",
    "icon-size",
    `an inline icon has more than ${maxInlineIconBytes} bytes`,
    "Every list that shows the server would carry it. A linked icon is loaded once, and only where it is shown.",
  ],
  [
    "warning",
    "meta-size",
    `_meta has more than ${maxMetaBytes} bytes`,
    "The official registry takes no more. The server is listed without it.",
  ],
  [
    "error",
    "name-form",
    "the name is not safe as a path or as a key",
    "A name becomes part of URLs, file paths and keys. Dots and slashes in the wrong places would lead to somebody else's entry.",
  ],
  [
    "error",
    "repository-path",
    "the repository's subfolder is no clean relative path",
    "Programs join it to a path on disk, where two dots or a leading slash lead out of the repository.",
  ],
  [
    "error",
    "text-bidi",
    "a text changes the direction of what follows",
    "On a page the text around it would read differently from what is written, so that a name can pose as another.",
  ],
  ["error", "text-blank", "a text shows nothing", "Nobody could see, select or search for the entry."],
  [
    "warning",
    "text-combining",
    "a text stacks marks on a letter",
    "Stacked marks cover the lines above and below, which belong to other servers.",
  ],
  [
    "error",
    "text-control",
    "a text holds a control character",
    "Control characters steer terminals and logs that print the text, and break the formats that carry it.",
  ],
  [
    "error",
    "text-invisible",
    "a text holds a character that cannot be seen",
    "Two texts that look the same would be different, so that one can pose as the other or carry hidden instructions to a model.",
  ],
  [
    "error",
    "too-large",
    "the card is larger than a registry takes",
    "A registry keeps every version of every card. Real cards are under 20 KiB.",
  ],
  [
    "error",
    "too-many",
    `more than ${maxRemotes} remotes, ${maxHeaders} headers, ${maxIcons} icons, ${maxChoices} choices, or ${maxCatalogEntries} entries`,
    "Each is far above what a person would write, and costs everybody who reads the list.",
  ],
  [
    "warning",
    "url-confusable",
    "a host name imitates another one",
    "A user who reads the name goes to a host that is not the one that he meant.",
  ],
  [
    "error",
    "url-private",
    "a URL leads to a private host",
    "For everybody else the address is a machine in a network of their own, where a click or a connection could do harm.",
  ],
  [
    "error",
    "url-scheme",
    "a URL is neither https nor http",
    "Other schemes start programs, run scripts or read local files when they are opened.",
  ],
  [
    "error",
    "url-too-long",
    `a URL has more than ${maxUrlCharacters} characters`,
    "Longer URLs are cut by programs and carry data rather than an address.",
  ],
];

/** Every admission code, in alphabetical order. */
export const admissionCodes: readonly AdmissionInfo[] = rows.map(([severity, name, title, rationale]) => ({
  code: `admission/${name}`,
  severity,
  title,
  rationale,
}));

// What every json/* code means: the text of a document, before anybody asks what it says.

import type { CodeTable } from "./code-info.ts";
import { largeCardBytes, maxArrayItems, maxCardBytes, maxCardKeys, maxDepth, maxKeyLength } from "./limits.ts";

const json = "https://www.rfc-editor.org/rfc/rfc8259";
const interoperable = "https://www.rfc-editor.org/rfc/rfc7493";

/** The codes of the strict gate. Examples are raw texts, since no value shows what is wrong with a text. */
export const jsonCodes: CodeTable = {
  "json/syntax": {
    severity: "error",
    title: "the text is not JSON",
    rationale:
      "A reader stops at the first character that JSON does not allow, so nothing of the document arrives. Comments, trailing commas and single quotes are JavaScript, not JSON.",
    spec: `${json}#section-2`,
    good: '{"name": "com.example/weather"}',
    bad: '{"name": "com.example/weather",}',
  },
  "json/encoding": {
    severity: "error",
    title: "the bytes are not UTF-8",
    rationale:
      "JSON that systems exchange is UTF-8. In any other encoding a reader sees broken letters or refuses the document, and two readers may see two different names.",
    spec: `${json}#section-8.1`,
  },
  "json/bom": {
    severity: "warning",
    title: "the text starts with a byte order mark",
    rationale: "A byte order mark must not be written, and many readers refuse a document that starts with one.",
    spec: `${json}#section-8.1`,
    good: "{}",
    bad: "\ufeff{}",
  },
  "json/duplicate-key": {
    severity: "error",
    title: "an object has the same member twice",
    rationale:
      "Some readers take the first, some the last, some refuse. Whoever checks the document may so see another value than whoever acts on it.",
    spec: `${interoperable}#section-2.3`,
    good: '{"url": "https://example.com/a"}',
    bad: '{"url": "https://example.com/a", "url": "https://example.com/b"}',
  },
  "json/forbidden-key": {
    severity: "error",
    title: "a member has a name that changes the objects of a program",
    rationale:
      "In JavaScript the members __proto__ and prototype can alter every object of a program that copies them. No Server Card needs them.",
    good: '{"a": 1}',
    bad: '{"__proto__": {"a": 1}}',
  },
  "json/long-key": {
    severity: "error",
    title: `a member's name has more than ${maxKeyLength} characters`,
    rationale: "Nobody means to write such a name; it only costs readers memory.",
  },
  "json/lone-surrogate": {
    severity: "error",
    title: "a string holds half of a surrogate pair",
    rationale:
      "Half a pair is no character: it cannot be written as UTF-8, so that readers drop it, replace it or fail. Texts are most often cut there by a program that counts in UTF-16 units.",
    spec: `${interoperable}#section-2.1`,
    good: String.raw`{"title": "\ud83d\ude00"}`,
    bad: String.raw`{"title": "\ud83d"}`,
  },
  "json/number-range": {
    severity: "error",
    title: "a number is too large for any reader",
    rationale: "Readers turn it into infinity, an error or nothing at all.",
    spec: `${interoperable}#section-2.2`,
    good: '{"a": 1e300}',
    bad: '{"a": 1e400}',
  },
  "json/number-precision": {
    severity: "warning",
    title: "a number changes when it is read",
    rationale:
      "Most readers keep numbers with 53 bits. A longer one silently becomes a neighbouring value, and a signature over the document no longer fits.",
    spec: `${interoperable}#section-2.2`,
    good: '{"a": 9007199254740991}',
    bad: '{"a": 9007199254740993}',
  },
  "json/too-deep": {
    severity: "error",
    title: `the document is nested deeper than ${maxDepth} levels`,
    rationale: "Readers that recurse run out of stack. No real card or catalog comes near this depth.",
    bad: "[".repeat(maxDepth + 1) + "]".repeat(maxDepth + 1),
  },
  "json/too-large": {
    severity: "error",
    title: "the document is too large to be judged",
    rationale: `Readers stop somewhere, so that a large document reaches only some of them. A card may have ${maxCardBytes} bytes; real ones have less than 20 KiB.`,
  },
  "json/large": {
    severity: "warning",
    title: `the card has more than ${largeCardBytes} bytes`,
    rationale:
      "Crawlers and registries stop reading at about this size, so that the card will not be listed. Inline icons are the usual cause: link them instead.",
  },
  "json/too-many-keys": {
    severity: "error",
    title: "the document has too many members",
    rationale: `A card with more than ${maxCardKeys} members was not written for people, and costs its readers more than it tells them.`,
  },
  "json/too-many-items": {
    severity: "error",
    title: "the document has too many array items",
    rationale: `An array of a card may have ${maxArrayItems} items and the whole card ${maxCardKeys}; more only costs its readers.`,
  },
};

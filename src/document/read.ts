// Turns the bytes of a stranger into a Document, or says why they are none; nothing is parsed before the gate has passed.

import type { Diagnostic } from "./diagnostic.ts";
import { gate, type LongArray } from "./gate.ts";
import { maxDocumentBytes } from "./limits.ts";
import { readPlainJson } from "./plain-json.ts";

/** Text that is JSON. It may still carry errors (duplicate keys, forbidden keys, …): look at `diagnostics` before use. */
export interface Document {
  readonly readable: true;
  readonly text: string;
  readonly value: unknown;
  /** Bytes as received, a byte order mark included. */
  readonly byteLength: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Members in the whole tree. */
  readonly keys: number;
  /** Array items in the whole tree. */
  readonly items: number;
  /** Arrays longer than a card's may be. */
  readonly longArrays: readonly LongArray[];
}

/** Bytes that were not parsed. `json` means that a limit stopped the reading before the end. */
export interface Unreadable {
  readonly readable: false;
  readonly kind: "empty" | "html" | "not-json" | "json";
  /** The text as far as it could be decoded, with U+FFFD for what could not. */
  readonly text?: string;
  readonly byteLength: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** How much {@link readDocument} may read. */
export interface ReadOptions {
  /** Default {@link maxDocumentBytes}. */
  readonly maxBytes?: number;
}

/** Made once: it costs as much as reading a small card. */
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** Throws where the bytes are no UTF-8. */
function decode(bytes: Uint8Array): string {
  // Faster than a decoder that throws, and all that this one can get wrong is to put U+FFFD where bytes are none.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  if (!text.includes("\ufffd")) return text;
  decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return decoder.decode(bytes);
}

const blank = /^\s*$/;
const page = /^\s*<(?:!doctype\s+html|html|head|body|title|meta|script|div|h1|p|a|pre)\b/i;
const afterPreamble = /^(?:\s|<\?[^>]*>|<!--[\s\S]{0,2000}?-->)*/;

/** The offset of the first character that was not UTF-8, in a text that was decoded leniently from `bytes`. */
function firstReplaced(bytes: Uint8Array, text: string): number {
  let byte = 0;
  let from = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", from)) {
    byte += Buffer.byteLength(text.slice(from, at));
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at;
    byte += 3;
    from = at + 1;
  }
  return 0;
}

function undecodable(bytes: Uint8Array): Unreadable {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const start = wide ? 0 : firstReplaced(bytes, text);
  return {
    readable: false,
    kind: "not-json",
    text,
    byteLength: bytes.length,
    diagnostics: [
      {
        code: "json/encoding",
        severity: "error",
        message: wide ? "the document is UTF-16" : "the document is not UTF-8",
        range: { start, end: start + 1 },
        hint: "save it as UTF-8",
        spec: "https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
      },
    ],
  };
}

function unreadable(kind: Unreadable["kind"], text: string, byteLength: number, diagnostic: Diagnostic): Unreadable {
  return { readable: false, kind, text, byteLength, diagnostics: [diagnostic] };
}

/** Also of another realm, which no `instanceof` knows. */
function isBytes(input: unknown): boolean {
  return ArrayBuffer.isView(input) && Object.prototype.toString.call(input) === "[object Uint8Array]";
}

/**
 * Reads bytes (or text that is already decoded) as one strict JSON document, in linear time. Throws TypeError for what is
 * neither, else never. A document with errors that still is JSON is given back with its value and those errors, so that it
 * can be named for what it is.
 * Implements security.md V1 to V3.
 */
export function readDocument(input: Uint8Array | string, options: ReadOptions = {}): Document | Unreadable {
  // Callers without types hand over what they have parsed already, or numbers of another size than bytes.
  if (typeof input !== "string" && !isBytes(input))
    throw new TypeError("a document is bytes (a Uint8Array) or text: JSON.stringify an object first");
  const byteLength = typeof input === "string" ? Buffer.byteLength(input) : input.length;
  const maxBytes = options.maxBytes ?? maxDocumentBytes;
  if (byteLength > maxBytes)
    return {
      readable: false,
      kind: "json",
      byteLength,
      diagnostics: [
        {
          code: "json/too-large",
          severity: "error",
          message: `the document has ${byteLength} bytes, of at most ${maxBytes}`,
          hint: "split it: a catalog can list other catalogs",
        },
      ],
    };
  let text: string;
  try {
    text = typeof input === "string" ? input : decode(input);
  } catch {
    return undecodable(input as Uint8Array);
  }
  const bom = text.startsWith("\ufeff");
  if (bom) text = text.slice(1);
  if (blank.test(text))
    return unreadable("empty", text, byteLength, {
      code: "document/empty",
      severity: "error",
      message: "the document is empty",
      hint: "check what the file or the server really holds: a card is a JSON object",
    });
  const preamble = afterPreamble.exec(text)?.[0].length ?? 0;
  if (page.test(text.slice(preamble, preamble + 200)))
    return unreadable("html", text, byteLength, {
      code: "document/html",
      severity: "error",
      message: "the document is an HTML page, not JSON",
      range: { start: preamble, end: preamble + 1 },
      hint: "answer this path with the JSON document, or with status 404; pages that answer every path with 200 look like this",
    });
  const plain = bom ? undefined : readPlainJson(text);
  if (plain !== undefined) return { readable: true, text, byteLength, diagnostics: [], longArrays: [], ...plain };
  const seen = gate(text);
  const diagnostics: Diagnostic[] = bom
    ? [
        {
          code: "json/bom",
          severity: "warning",
          message: "the document starts with a byte order mark, which many readers refuse",
          hint: "save it as UTF-8 without BOM",
          spec: "https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
          fixable: true,
          fix: { op: "drop-mark" },
        },
        ...seen.diagnostics,
      ]
    : [...seen.diagnostics];
  if (seen.stopped) {
    const kind = diagnostics.at(-1)?.code === "json/syntax" ? "not-json" : "json";
    return { readable: false, kind, text, byteLength, diagnostics };
  }
  const { keys, items, longArrays } = seen;
  return { readable: true, text, value: JSON.parse(text), byteLength, diagnostics, keys, items, longArrays };
}

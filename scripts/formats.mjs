// The formats that the schemas ask for, as ajv-formats has them, with a cheap first answer for the common case of a URL.

import { fullFormats } from "ajv-formats/dist/formats.js";

/** A small part of what the grammar of URIs allows; compiling all of it takes 8 ms, which a plain URL need not wait for. */
const plainUrl = /^https:\/\/[a-z0-9.-]+(?:\/[A-Za-z0-9._~-]*)*$/;

export const formats = {
  ...fullFormats,
  uri: (text) => plainUrl.test(text) || fullFormats.uri(text),
};

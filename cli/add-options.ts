// Options that only `add` and `export` have, with their parsing.

import { isServerKey, serverKeyMaxLength } from "../src/clients/server-key.ts";
import { readUrl } from "../src/text/read-url.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Option } from "./option.ts";

/** `--as KEY`: undefined where the key is made of the name. */
export const keyOption: Option<string | undefined> = {
  value: "KEY",
  summary: "what the configuration calls the server (default: the end of its name)",
  initial: undefined,
  words: [],
  read(text) {
    if (!isServerKey(text))
      throw new UsageError(`"${text}" is not a letter and up to ${serverKeyMaxLength - 1} letters, digits, - or _`);
    return text;
  },
};

/** `--registry URL`: the base URL of a registry, without a slash at its end and without the API's version. */
export const registryOption: Option<string | undefined> = {
  value: "URL",
  summary: "the registry to ask (MCP Registry API v0.1), such as https://registry.example.com",
  initial: undefined,
  words: [],
  read: readRegistryUrl,
};

function readRegistryUrl(given: string): string {
  const url = readUrl(given);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username + url.password !== "")
    throw new UsageError(`"${given}" is no http or https URL`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "").replace(/\/v0(?:\.1)?$/, "");
}

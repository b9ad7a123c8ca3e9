// The name that a server gets in a client's configuration: safe, and as short as people would write it.

/** Longest key: clients show it in lists and make tool names of it. */
export const serverKeyMaxLength = 50;

/** What every client takes as a server's name: letters, digits, `-` and `_`, a letter first. */
const plainKey = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Whether a key is one that every client takes, and that stands for nothing else in JavaScript. */
export function isServerKey(text: string): boolean {
  return text.length <= serverKeyMaxLength && plainKey.test(text) && !(text in {});
}

/** Makes the key of a card's name: its local part, `weather` of `com.example/weather`. */
export function serverKey(name: string): string {
  const local = name.slice(name.indexOf("/") + 1);
  const plain = local.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[^A-Za-z]+/, "");
  const key = plain.slice(0, serverKeyMaxLength).replace(/[-_]+$/, "");
  return isServerKey(key) ? key : `mcp-${key}`.slice(0, serverKeyMaxLength).replace(/-$/, "-server");
}

// What the many words for a transport mean for a card, which knows two.

/** The reading of a transport word. `words` completes "transport …" in a message. */
export type TransportReading =
  | { readonly type: "streamable-http" | "sse" }
  | { readonly refused: "local-only" | "unsupported-transport"; readonly words: string };

const streamable =
  /^(?:streamable|streamable-?http|http-?stream(?:able|ing)?|s?https?|mcp|remote|mcp-?http|http\+sse)$/;
const local = /^(?:stdio|local|process|command|npm|npx|pypi|pip|uv|uvx|docker|binary|package|node|python)$/;

/** Words that may be shown in a message. Any other could be a command, and is not. */
const shownWord =
  /^(?:web-?mcp|web-?sockets?|wss?|webrtc|grpc|graphql|rest|(?:http-)?json-?rpc|static(?:-site)?|documentation(?:-only)?|none)$/;

/** Reads a transport word (spec.md 4.8); undefined where there is none, which means streamable HTTP. */
export function readTransport(value: unknown): TransportReading | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const word = value.trim().toLowerCase().replace(/[_\s]/g, "-");
  if (word === "sse" || word === "http-sse" || word === "server-sent-events") return { type: "sse" };
  if (streamable.test(word)) return { type: "streamable-http" };
  if (local.test(word)) return { refused: "local-only", words: `"${word}" runs on the user's machine` };
  const words = shownWord.test(word) ? `"${word}" is none that a card can name` : "is none that a card can name";
  return { refused: "unsupported-transport", words };
}

/** Whether the word leaves open which of the two transports is meant, so that the URL may decide. */
export function isVagueTransport(value: unknown): boolean {
  return typeof value !== "string" || /^(?:https?|remote|mcp)?$/i.test(value.trim());
}

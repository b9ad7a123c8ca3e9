// What every live/* code means: a card beside the server that runs.

import type { CodeInfo, CodeTable } from "../document/code-info.ts";

const discovery = "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/docs/discovery.md";
const schema = "https://modelcontextprotocol.io/specification/2026-07-28/schema";

function code(severity: CodeInfo["severity"], title: string, rationale: string, spec: string = discovery): CodeInfo {
  return { severity, title, rationale, spec };
}

/** The codes of `check --live`. They are about a running server, so that no document can show them. */
export const liveCodes: CodeTable = {
  "live/name": code(
    "info",
    "the server calls itself otherwise than its card",
    "A server's own name is free text, a card's is not, so they often differ. The same name, or its part after the slash, lets people see that both are one server.",
  ),
  "live/version": code(
    "warning",
    "the server says another version than its card",
    "One of the two was forgotten at a release. Whoever reads the card takes the server for another release than it is.",
  ),
  "live/title": code(
    "info",
    "the server has another title than its card",
    "People see one title before they connect and the other after it, and wonder whether they reached what they chose.",
  ),
  "live/description": code(
    "info",
    "the server describes itself otherwise than its card",
    "Two descriptions of one server drift apart. A server may say more than a card has room for, so this is no fault by itself.",
  ),
  "live/website-url": code(
    "info",
    "the server names another website than its card",
    "Readers follow the link to see whose server it is. Two links give them two answers.",
  ),
  "live/icons": code(
    "info",
    "the server names other icons than its card",
    "A client that shows the card's icon before it connects and the server's after it seems to have changed servers.",
  ),
  "live/protocol-version": code(
    "warning",
    "the card lists a protocol version that the server does not speak",
    "A client chooses a version from the card before it connects. One that the server does not speak costs it a refusal, or the server.",
    `${schema}#unsupportedprotocolversionerror`,
  ),
  "live/protocol-version-unlisted": code(
    "info",
    "the server speaks a protocol version that the card leaves out",
    "A client that speaks only that version passes the server by.",
  ),
  "live/transport": code(
    "error",
    "the endpoint speaks another transport than the card says",
    "A client that believes the card opens the connection in a way that the endpoint does not answer.",
  ),
  "live/older-transport": code(
    "info",
    "the endpoint speaks the transport before Streamable HTTP",
    "The stream that the card promises opens. What the server says of itself is told over that stream only, which is not spoken here, so name and version stay unverified.",
  ),
  "live/no-server-info": code(
    "info",
    "the server does not say who it is",
    "The newer protocol lets a server leave out its name. Then nobody can tell whether the card is about it.",
    `${schema}#discoverrequest`,
  ),
  "live/discover-refused": code(
    "warning",
    "the server refuses to describe itself",
    "A server of 2026-07-28 answers server/discover to any client. One that does not, or a proxy that changes headers before it, leaves clients without its versions.",
    `${schema}#discoverrequest`,
  ),
  "live/no-challenge": code(
    "warning",
    "the endpoint refuses strangers without saying how to be none",
    "An answer of 401 names in WWW-Authenticate how to get authorized. Without it a client cannot begin.",
    "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1",
  ),
  "live/redirect": code(
    "warning",
    "the endpoint sends clients elsewhere",
    "A card names the URL to connect to. Clients that do not send a body twice, or no credentials after a redirect, stop at one that only points on.",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
  ),
  "live/not-mcp": code(
    "error",
    "the endpoint answers, but not as an MCP server",
    "The card sends clients to a URL where no server is: a page, another service, or the server under another path.",
  ),
};

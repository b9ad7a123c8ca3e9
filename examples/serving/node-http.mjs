// Shows an MCP server on bare node:http that serves its own card; the official SDK answers at /mcp.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { serveCards, toNode } from "mcp-discover/serve";

const card = JSON.parse(readFileSync(new URL("server-card.json", import.meta.url), "utf8"));
const answerCards = toNode(serveCards({ cards: [card] }));

const server = createServer(async (request, response) => {
  if (await answerCards(request, response)) return;
  if (request.url !== "/mcp") {
    response.writeHead(404).end();
    return;
  }
  const transport = new StreamableHTTPServerTransport({});
  await new McpServer({ name: "weather", title: card.title, version: card.version }).connect(transport);
  await transport.handleRequest(request, response);
});

// TLS ends in front of it: the card says https://weather.example.com/mcp.
server.listen(process.env.PORT ?? 3000, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));

// Shows an MCP server on Express that serves its own card; the official SDK answers at /mcp.

import { readFileSync } from "node:fs";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import express from "express";
import { serveCards, toExpress } from "mcp-discover/serve";

const card = JSON.parse(readFileSync(new URL("server-card.json", import.meta.url), "utf8"));

const app = express();
app.use(toExpress(serveCards({ cards: [card] })));
app.all("/mcp", express.json(), async (request, response) => {
  const transport = new StreamableHTTPServerTransport({});
  await new McpServer({ name: "weather", title: card.title, version: card.version }).connect(transport);
  await transport.handleRequest(request, response, request.body);
});

// TLS ends in front of it: the card says https://weather.example.com/mcp.
const port = Number(process.env.PORT ?? 3000);
const server = app.listen(port, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));

// Shows an MCP server on Hono that serves its own card; the official SDK answers at /mcp.

import { readFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { Hono } from "hono";
import { serveCards, toHono } from "mcp-discover/serve";

const card = JSON.parse(readFileSync(new URL("server-card.json", import.meta.url), "utf8"));
const mcp = createMcpHandler(() => new McpServer({ name: "weather", title: card.title, version: card.version }));

const app = new Hono();
app.use(toHono(serveCards({ cards: [card] })));
app.all("/mcp", ({ req }) => mcp.fetch(req.raw));

// TLS ends in front of it: the card says https://weather.example.com/mcp.
const port = Number(process.env.PORT ?? 3000);
serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, (info) => console.log(`listening on ${info.port}`));

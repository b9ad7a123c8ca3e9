// Shows how to tell what a document is, whatever path it came from.

import { sniff } from "mcp-discover";

const documents = {
  "a card": '{ "name": "com.example/weather", "version": "1.0.0", "description": "Weather", "remotes": [] }',
  "a catalog": '{ "specVersion": "1.0", "entries": [] }',
  "an older card": '{ "serverInfo": { "name": "weather" }, "transport": { "endpoint": "/mcp" } }',
  "a page": "<!doctype html><title>Not found</title>",
};

for (const [what, text] of Object.entries(documents)) console.log(`${what}: ${sniff(text)}`);

// Prints:
// a card: server-card
// a catalog: ai-catalog
// an older card: sep-1649-card
// a page: html

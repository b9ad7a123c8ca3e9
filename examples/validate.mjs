// Shows how to judge a document, and how to turn findings into lines with positions.

import { diagnosticToJson, validate } from "mcp-discover";

const text = `{
  "$schema": "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
  "name": "com.example/weather",
  "version": "^1.2.0",
  "description": "Forecasts for any place on land",
  "remotes": [{ "type": "streamable-http", "url": "https://example.com/mcp" }]
}`;

const report = validate(text, { source: "server-card.json" });
console.log(report.kind, report.valid ? "valid" : "invalid");

for (const diagnostic of report.diagnostics) {
  if (diagnostic.severity !== "error") continue;
  const { line, column } = diagnosticToJson(diagnostic, text);
  console.log(`${report.source}:${line}:${column} ${diagnostic.code}: ${diagnostic.message}`);
}

// A report has a typed card only when the document satisfied the schema.
console.log(report.card?.remotes?.[0]?.url);

// Prints:
// server-card invalid
// server-card.json:4:14 card/version-range: version "^1.2.0" is a range
// https://example.com/mcp

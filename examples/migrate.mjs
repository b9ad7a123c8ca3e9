// Shows how to turn an older card into a Server Card v1, and how to learn why there is none.

import { hybrid, migrate, validate } from "mcp-discover";

const older = JSON.stringify({
  version: "1.0",
  serverInfo: { name: "weather", version: "2.1.0" },
  description: "Forecasts for any place on land",
  transport: { type: "streamable-http", endpoint: "/mcp" },
  tools: ["dynamic"],
});

// The endpoint is relative, so nobody can say where the server is without the document's URL.
for (const { code, message } of migrate(older).reasons) console.log(`${code}: ${message}`);

const { cards } = migrate(older, { url: "https://example.com/.well-known/mcp/server-card.json" });
for (const { card, entry, synthesized, dropped } of cards) {
  console.log(`${card.name} ${card.version} at ${card.remotes?.[0]?.url}`);
  console.log(`made up: ${synthesized.join(", ")}; dropped: ${dropped.map(({ pointer }) => pointer).join(", ")}`);
  console.log(`listed as ${entry.identifier}`);
  // The same card for readers of the older form, still valid as v1.
  console.log("transport" in hybrid(card), validate(JSON.stringify(hybrid(card))).valid);
}

// Prints:
// relative-endpoint: the endpoint "/mcp" is relative, and where the document was served is not known (give its URL)
// com.example/weather 2.1.0 at https://example.com/mcp
// made up: name; dropped: /version, /tools
// listed as urn:air:example.com:mcp:weather
// true true

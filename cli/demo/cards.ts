// The server cards of the demo's sample hosts: made-up servers under example.com, example.org and example.net.

import { type Card, cardSchemaUrl } from "../../src/document/card.ts";

/** A clean card for a server of `host`: named by the host's own namespace, reached at `path`. */
export function sampleCard(host: string, path: string, name: string, title: string, description: string): Card {
  const namespace = host.split(".").reverse().join(".");
  return {
    $schema: cardSchemaUrl,
    name: `${namespace}/${name}`,
    version: "1.0.0",
    title,
    description,
    remotes: [
      {
        type: "streamable-http",
        url: `https://${host}${path}`,
        supportedProtocolVersions: ["2025-11-25", "2026-07-28"],
      },
    ],
  };
}

/** The cards that the demo publishes to its first host with `mcp-discover publish`. */
export const weatherCards: readonly Card[] = [
  sampleCard(
    "weather.example.com",
    "/forecast/mcp",
    "forecast",
    "Forecast",
    "Hourly and daily forecasts for any place on land",
  ),
  sampleCard("weather.example.com", "/tides/mcp", "tides", "Tides", "High and low water for 4,000 harbours"),
  {
    ...sampleCard(
      "weather.example.com",
      "/alerts/mcp",
      "alerts",
      "Alerts",
      "Storm, flood and frost warnings as they are issued",
    ),
    version: "2.1.0",
    remotes: [
      {
        type: "streamable-http",
        url: "https://weather.example.com/alerts/mcp",
        headers: [
          {
            name: "Authorization",
            description: "A key from your account page",
            isRequired: true,
            isSecret: true,
            value: "Bearer {key}",
            variables: { key: { description: "Your key", isRequired: true, isSecret: true } },
          },
        ],
        supportedProtocolVersions: ["2026-07-28"],
      },
    ],
  },
];

/** A card with four things wrong: a range for a version, an undeclared variable, plain http, a made-up protocol revision. */
export const brokenCard: unknown = {
  $schema: cardSchemaUrl,
  name: "org.example.broken/search",
  version: "^1.2.0",
  description: "Search that cannot be reached",
  remotes: [
    {
      type: "streamable-http",
      url: "http://{tenant}.broken.example.org/mcp",
      supportedProtocolVersions: ["2025-06-15"],
    },
  ],
};

/** A card in the shape of SEP-1649, which many hosts still serve. */
export const olderCard: unknown = {
  $schema: "https://static.modelcontextprotocol.io/schemas/mcp-server-card/v1.json",
  version: "1.0",
  protocolVersion: "2025-06-18",
  serverInfo: { name: "archive", title: "Archive", version: "3.2.0" },
  description: "Newspapers from 1850 to 1950",
  transport: { type: "streamable-http", endpoint: "/mcp" },
  capabilities: { tools: {} },
  tools: ["dynamic"],
};

// Where the sentences stand that the rules ask for: the links in `spec`.

const serverCard = "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main";
const aiCatalog = "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md";
const core = "https://modelcontextprotocol.io/specification/2026-07-28";

/** The texts behind the rules, by short name. */
export const sources = {
  cardSchema: `${serverCard}/schema.ts`,
  cardDiscovery: `${serverCard}/docs/discovery.md`,
  cardReadme: `${serverCard}/README.md`,
  core,
  coreTransports: `${core}/basic/transports`,
  coreIcons: `${core}/basic/index#icons`,
  coreVersioning: "https://modelcontextprotocol.io/specification/versioning",
  registry: "https://github.com/modelcontextprotocol/registry/tree/main/docs",
  aiCatalog,
  httpFieldNames: "https://www.rfc-editor.org/rfc/rfc9110#section-5.1",
  httpFieldValues: "https://www.rfc-editor.org/rfc/rfc9110#section-5.5",
  httpFieldOrder: "https://www.rfc-editor.org/rfc/rfc9110#section-5.3",
  httpUserinfo: "https://www.rfc-editor.org/rfc/rfc9110#section-4.2.4",
  hosts: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2",
  semver: "https://semver.org/spec/v2.0.0.html",
  timestamps: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  confusables: "https://www.unicode.org/reports/tr39/",
} as const;

/** The link of a rule that no specification asks for: our own page about it. */
export function ownChoice(id: string): string {
  return `docs/rules.md#${id.replaceAll("/", "")}`;
}

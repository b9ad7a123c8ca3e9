// Where the sentences stand that the rules ask for: the links in `spec`.

const serverCard = "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main";
const catalogText = "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md";
const coreText = "https://modelcontextprotocol.io/specification/2026-07-28";

/** The texts behind the rules. */
type SourceName =
  | "cardSchema"
  | "cardDiscovery"
  | "cardReadme"
  | "core"
  | "coreTransports"
  | "coreIcons"
  | "coreVersioning"
  | "registry"
  | "aiCatalog"
  | "ard"
  | "httpFieldNames"
  | "httpFieldValues"
  | "httpFieldOrder"
  | "httpUserinfo"
  | "hosts"
  | "semver"
  | "timestamps"
  | "confusables";

/** The link to each text, by short name. */
export const sources: Readonly<Record<SourceName, string>> = {
  cardSchema: `${serverCard}/schema.ts`,
  cardDiscovery: `${serverCard}/docs/discovery.md`,
  cardReadme: `${serverCard}/README.md`,
  core: coreText,
  coreTransports: `${coreText}/basic/transports`,
  coreIcons: `${coreText}/basic/index#icons`,
  coreVersioning: "https://modelcontextprotocol.io/specification/versioning",
  registry: "https://github.com/modelcontextprotocol/registry/tree/main/docs",
  aiCatalog: catalogText,
  ard: "https://github.com/ards-project/ard-spec/blob/main/spec/schemas/ai-catalog.schema.json",
  httpFieldNames: "https://www.rfc-editor.org/rfc/rfc9110#section-5.1",
  httpFieldValues: "https://www.rfc-editor.org/rfc/rfc9110#section-5.5",
  httpFieldOrder: "https://www.rfc-editor.org/rfc/rfc9110#section-5.3",
  httpUserinfo: "https://www.rfc-editor.org/rfc/rfc9110#section-4.2.4",
  hosts: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2",
  semver: "https://semver.org/spec/v2.0.0.html",
  timestamps: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  confusables: "https://www.unicode.org/reports/tr39/",
};

/** The link of a rule that no specification asks for: our own page about it. */
export function ownChoice(id: string): string {
  return `docs/rules.md#${id.replaceAll("/", "")}`;
}

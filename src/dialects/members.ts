// The table of spec.md 4.8 as data: which members of older documents feed which member of a card, first hit first.

/** Paths (joined by `/`) for each member of a card. */
export interface MemberTable {
  readonly name: readonly string[];
  /** Texts that are no valid name but can become the second half of one. */
  readonly label: readonly string[];
  readonly version: readonly string[];
  readonly description: readonly string[];
  readonly title: readonly string[];
  readonly websiteUrl: readonly string[];
  readonly icons: readonly string[];
  readonly repository: readonly string[];
}

/** The table for documents that are older than Card v1. */
export const olderMembers: MemberTable = {
  name: ["name", "registry_name", "registryName", "serverInfo/name"],
  label: ["serverInfo/name", "server_name", "name", "id", "label"],
  version: ["serverInfo/version", "server_version"],
  description: ["description", "serverInfo/description", "server_description", "metadata/description"],
  title: [
    "serverInfo/title",
    "title",
    "displayName",
    "display_name",
    "metadata/displayName",
    "serverInfo/name",
    "name",
    "server_name",
    "label",
  ],
  websiteUrl: [
    "documentationUrl",
    "documentation",
    "homepage",
    "websiteUrl",
    "website_url",
    "homepageUrl",
    "website",
    "serverInfo/documentationUrl",
    "serverInfo/websiteUrl",
    "serverInfo/homepage",
    "metadata/documentation",
    "metadata/homepage",
  ],
  icons: ["icons", "iconUrl", "icon_url", "icon", "logo", "logoUrl", "logo_url", "serverInfo/icons", "metadata/icon"],
  repository: [
    "repository",
    "repositoryUrl",
    "serverInfo/repository",
    "serverInfo/repositoryUrl",
    "metadata/repository",
    "github",
  ],
};

/** The table for documents with the members of a card (drafts of it, cards with mistakes, server.json): those win. */
export const cardMembers: MemberTable = {
  ...olderMembers,
  version: ["version", "serverInfo/version"],
  title: ["title", ...olderMembers.title.filter((path) => path !== "title")],
  websiteUrl: ["websiteUrl", ...olderMembers.websiteUrl.filter((path) => path !== "websiteUrl")],
};

const reasons: Readonly<Record<string, string>> = {
  tools: "a card lists no tools: clients ask the server",
  resources: "a card lists no resources: clients ask the server",
  prompts: "a card lists no prompts: clients ask the server",
  capabilities: "a card states no capabilities: clients ask the server",
  extensions: "a card states no extensions: clients ask the server",
  instructions: "a card carries no instructions: the server sends them",
  requires: "a card states no requirements of clients",
  authentication: "a card describes no authentication but the headers that it needs",
  auth: "a card describes no authentication but the headers that it needs",
  packages: "a card describes remote servers only: packages belong in server.json",
  command: "commands are never carried over",
  args: "commands are never carried over",
  env: "commands are never carried over",
  install: "commands are never carried over",
  installation: "commands are never carried over",
  installCommand: "commands are never carried over",
  mcpServers: "client settings are never carried over",
  headers: "values of headers are never carried over",
  requiredHeaders: "values of headers are never carried over",
  signature: "the signature covered the older document",
  version: "this is the version of the document's format, or no version that a card can state",
  $schema: "a card has its own",
};

/** Members that say only what the card says in its own way, so that nothing is lost by leaving them out. */
export const silentMembers: ReadonlySet<string> = new Set([
  "$schema",
  "type",
  "mcpCard",
  "schemaVersion",
  "schema_version",
]);

/** Why a member was left behind, in words. */
export function dropReason(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const known = Object.hasOwn(reasons, name) ? reasons[name] : undefined;
  return known ?? "a card has no member for it, or another member gave the value";
}

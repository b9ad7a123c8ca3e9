// The reader `mcp-registry`: the official MCP Registry, given the card as a server.json.

import { cardToServerJson } from "../dialects/server-json.ts";
import { filledMember, member } from "../dialects/source.ts";
import type { Card } from "../document/card.ts";
import type { Miss } from "../document/reading.ts";
import { checkForm } from "./mcp-client.ts";
import { itemsOf, placeOf } from "./places.ts";
import { isCardKind, type Profile } from "./profile.ts";
import { checkPackages } from "./registry-packages.ts";
import { checkRegistryRemote, isRegistryPath, isRegistryRepository, isRegistryVersion } from "./registry-rules.ts";
import { serverJson } from "./server-json-shape.ts";
import { checkShape } from "./shape.ts";
import { isHttpsUrl } from "./uri.ts";

const spec =
  "https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/official-registry-requirements.md";

/**
 * Holds the card, turned into a server.json, against that schema and the rules at publishing (spec.md 1.9). Whether the
 * publisher owns the namespace, and whether another server has the same remote, only the registry can say.
 */
export const mcpRegistry: Profile = {
  name: "mcp-registry",
  title: "MCP Registry (server.json)",
  needs:
    "The MCP Registry needs a card that is a valid server.json once it is turned into one, with https URLs only, a name without edges, one version and a repository on a forge that it knows.",
  spec,
  appliesTo: (kind) => isCardKind(kind) || kind === "server-json",
  *check(subject) {
    const { report, value } = subject;
    const isServerJson = report.kind === "server-json";
    if (!isServerJson && report.card === undefined) {
      yield* checkForm(subject);
      return;
    }
    const server = isServerJson ? value : cardToServerJson(value as Card);
    yield* checkShape(server, serverJson, { pointer: "", spec });
    yield* checkIdentity(server);
    yield* checkLinks(server);
    yield* checkPackages(server, spec);
    // Pointers are those of the document: turning a card leaves out remotes that no server.json can hold.
    for (const remote of itemsOf(member(value, "remotes"), "/remotes"))
      for (const miss of checkRegistryRemote(remote.value))
        yield {
          ...miss,
          pointer: remote.pointer + miss.pointer,
          message: `${placeOf(remote.pointer)} ${miss.message}`,
          spec,
        };
  },
};

function* checkIdentity(server: unknown): Iterable<Miss> {
  const name = filledMember(server, "name") ?? "";
  // What has not even the schema's form is told already.
  const [namespace = "", local, more] = name.split("/");
  const parts = [namespace, local ?? ""];
  if (local !== undefined && more === undefined && !parts.every((part) => /^[a-z\d](?:[\w.-]*[a-z\d])$/i.test(part))) {
    const message = `name "${name.slice(0, 60)}" has a part of one character, or that starts or ends with a sign`;
    const change = "write at least two characters on each side of the slash, letters or digits first and last";
    yield { pointer: "/name", message, change, spec };
  }
  const version = member(server, "version");
  if (typeof version === "string" && !isRegistryVersion(version)) {
    const message = `version "${version.slice(0, 60)}" reads as a range or as "latest"`;
    yield { pointer: "/version", message, change: 'write the one version that this is, such as "1.2.3"', spec };
  }
  const title = member(server, "title");
  if (typeof title === "string" && title !== "" && title.trim() === "")
    yield { pointer: "/title", message: "title is blank", change: "write a name for people, or leave title out", spec };
}

function* checkLinks(server: unknown): Iterable<Miss> {
  const website = member(server, "websiteUrl");
  if (typeof website === "string" && !isHttpsUrl(website)) {
    const change = "write an https URL, or leave websiteUrl out";
    yield { pointer: "/websiteUrl", message: "websiteUrl is not an https URL", change, spec };
  }
  const repository = member(server, "repository");
  const [url, source] = [member(repository, "url"), member(repository, "source")];
  if (typeof url === "string" && typeof source === "string" && !isRegistryRepository(source, url)) {
    const message = "repository is no github or gitlab repository with the matching source";
    const change =
      'write "source": "github" or "gitlab" and the https URL of the repository there, or leave repository out';
    yield { pointer: "/repository", message, change, spec };
  }
  const subfolder = member(repository, "subfolder");
  if (typeof subfolder === "string" && !isRegistryPath(subfolder)) {
    const message = "repository.subfolder is not a clean relative path";
    const change = 'write it as "packages/server": no slash at either end, no "." or "..", plain letters';
    yield { pointer: "/repository/subfolder", message, change, spec };
  }
  for (const { value, pointer } of itemsOf(member(server, "icons"), "/icons")) {
    const src = member(value, "src");
    if (typeof src !== "string" || isHttpsUrl(src)) continue;
    yield {
      pointer: `${pointer}/src`,
      message: `${placeOf(pointer)} is not at an https URL`,
      change: "write an https URL",
      spec,
    };
  }
}

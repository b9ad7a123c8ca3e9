// Makes a draft of Card v1 from one server's description, by the table of spec.md 4.8.

import { cardSchemaUrl } from "../document/card.ts";
import { authHeaders } from "./authentication.ts";
import { type DialectContext, type Draft, type Normalised, type Note, type Reason, refuse } from "./dialect.ts";
import { foreignMeta } from "./foreign-meta.ts";
import { mergeHeaders } from "./headers.ts";
import { readTexts, readVersion, synthesizeName } from "./identity.ts";
import { httpsUrl, readIcons, readRepository } from "./links.ts";
import { dropReason, silentMembers } from "./members.ts";
import { isServerName } from "./names.ts";
import { provenance, provenanceKey } from "./provenance.ts";
import type { Reading } from "./reading.ts";
import { type CarriedRemotes, protocolVersionMembers, protocolVersions, readRemotes } from "./remotes.ts";
import { createSource, member, membersOf, type Source, under } from "./source.ts";
import { readTransport } from "./transports.ts";

/** The version of a server whose document states none. */
const unstatedVersion = "0.0.0";

/** What a document holds besides: named one by one, so that nobody loses a member without being told. */
function leftBehind(source: Source): readonly Note[] {
  const paths = source.unused().filter((path) => !silentMembers.has(path));
  return paths.map((path) => ({ pointer: under(source.pointer, ...path.split("/")), message: dropReason(path) }));
}

const localMembers = ["command", "packages", "install", "installCommand", "installation", "package", "npm"];

function noEndpoint(value: unknown, pointer: string): Reason {
  const reading = readTransport(member(value, "transport"));
  if (reading !== undefined && "refused" in reading)
    return { code: reading.refused, pointer: under(pointer, "transport"), message: `the transport ${reading.words}` };
  const isLocal = localMembers.some((name) => member(value, name) !== undefined);
  if (!isLocal) return { code: "no-endpoint", pointer, message: "the document names no endpoint of an MCP server" };
  const message = "the server is only installed and run locally, and a card describes remote servers only";
  return { code: "local-only", pointer, message };
}

/** The members that are links, and the headers that the server's own description of authentication asks for. */
function readParts(source: Source, context: DialectContext, reading: Reading): Record<string, unknown> {
  const { members } = reading;
  const websiteUrl = source.first(members.websiteUrl, (each) => httpsUrl(each, context.url))?.value;
  const repository = source.first(members.repository, readRepository)?.value;
  const icons = source.first(members.icons, (each) => readIcons(each, context.url))?.value;
  return {
    ...(websiteUrl !== undefined && { websiteUrl }),
    ...(repository !== undefined && { repository }),
    ...(icons !== undefined && { icons }),
  };
}

function withKeys(value: unknown, remotes: CarriedRemotes["remotes"]): CarriedRemotes["remotes"] {
  const keys = mergeHeaders(authHeaders(member(value, "authentication")), authHeaders(member(value, "auth")));
  if (keys.length === 0) return remotes;
  return remotes.map((remote) => ({ ...remote, headers: mergeHeaders(remote.headers ?? [], keys) }));
}

/** Own `_meta` entries of the document that may not travel. */
function lostMeta(value: unknown, kept: Readonly<Record<string, unknown>>, pointer: string): readonly Note[] {
  const message = "only publishers' own notes without commands, headers and credentials are carried over";
  return Object.keys(membersOf(member(value, "_meta")) ?? {})
    .filter((name) => !Object.hasOwn(kept, name))
    .map((name) => ({ pointer: under(pointer, "_meta", name), message }));
}

/** Reads one server's description into a draft, or says why it gives none. Never throws. */
export function draftCard(value: unknown, context: DialectContext, reading: Reading): Normalised {
  const { pointer } = context;
  if (membersOf(value) === undefined)
    return refuse("not-a-server", pointer, "this is no object that describes a server");
  const source = createSource(value, pointer);
  const versions = [member(value, "serverInfo"), value].map(protocolVersions).find((each) => each.length > 0) ?? [];
  const { inList = false, personal = false, mayLackRemotes = false } = reading;
  const read = readRemotes(source, context, { inList, personal, versions });
  if (read.remotes.length === 0 && (read.reasons.length > 0 || !mayLackRemotes))
    return { drafts: [], reasons: read.reasons.length > 0 ? read.reasons : [noEndpoint(value, pointer)] };

  const stated = source.first(reading.members.name, (each) => (isServerName(each) ? each : undefined))?.value;
  const name = stated ?? synthesizeName(source, context, reading, read);
  if (name === undefined)
    return refuse("no-name", pointer, "the document states no name of the form namespace/name, and no host tells one");
  const version = readVersion(source, reading);
  const texts = readTexts(source, reading, read.hosts[0]);
  const parts = readParts(source, context, reading);
  const remotes = withKeys(value, read.remotes);
  for (const path of protocolVersionMembers)
    if (protocolVersions({ [path]: member(value, path) }).length > 0) source.use(path);
  const meta = foreignMeta(source.take("_meta")?.value);

  const guesses = { name: stated, version, description: texts.statedAt };
  const synthesized = Object.entries(guesses).flatMap(([each, said]) => (said === undefined ? [each] : []));
  const dropped = [...read.dropped, ...leftBehind(source), ...lostMeta(value, meta, pointer)];
  const origin = provenance(context, { synthesized, dropped, described: value, ...texts.original });
  const card = {
    $schema: cardSchemaUrl,
    name,
    version: version ?? unstatedVersion,
    ...(texts.title !== undefined && { title: texts.title }),
    description: texts.description,
    ...parts,
    ...(remotes.length > 0 && { remotes }),
    _meta: { ...meta, [provenanceKey(context.namespace)]: origin },
  };
  const draft: Draft = { pointer, card, synthesized, dropped, warnings: [...read.warnings, ...texts.warnings] };
  return { drafts: [draft], reasons: read.reasons };
}

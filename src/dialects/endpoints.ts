// Finds the endpoints of one server in all the members that documents put them in, in the order of spec.md 4.8.

import { filled, filledMember, itemsOf, member, membersOf, type Source, under } from "./source.ts";
import { readTransport } from "./transports.ts";

/** An endpoint as written; without a `url` it only says by which transport the server is (not) reached. */
export interface Candidate {
  readonly url: string | undefined;
  readonly pointer: string;
  /** The transport's word, as written. */
  readonly transport: unknown;
  /** The object that describes it: headers, variables, versions and authentication are looked up here. */
  readonly described?: Readonly<Record<string, unknown>>;
  /** Where that object stands. */
  readonly describedAt?: string;
  /** True for a bare top-level `url` that may as well be a home page. */
  readonly mayBeHomePage?: true;
}

/** At most this many endpoints of one server are looked at. */
const maxCandidates = 20;

const urlNames = ["url", "endpoint", "uri", "serverUrl"];
const transportNames = ["type", "transport", "transportType", "transport_type"];
const endpointNames = [
  "endpoint",
  "mcpEndpoint",
  "mcp_endpoint",
  "remoteEndpoint",
  "serverUrl",
  "server_url",
  "mcpUrl",
  "mcp_url",
];

/** Members of `endpoints` that are MCP's, with the transport that the member's name says. Others are no endpoints of MCP. */
const namedEndpoints: readonly (readonly [name: string, transport: string | undefined])[] = [
  ["mcp", undefined],
  ["streamable_http", "streamable-http"],
  ["streamable-http", "streamable-http"],
  ["streamableHttp", "streamable-http"],
  ["http", "http"],
  ["sse", "sse"],
  ["websocket", "websocket"],
  ["ws", "websocket"],
];

function describedCandidate(value: unknown, pointer: string, fallback: unknown): Candidate | undefined {
  const described = membersOf(value);
  if (described === undefined) return undefined;
  const transport =
    transportNames.map((name) => member(described, name)).find((word) => filled(word) !== undefined) ?? fallback;
  return { url: filledMember(described, ...urlNames), pointer, transport, described, describedAt: pointer };
}

function candidate(value: unknown, pointer: string, fallback?: unknown): Candidate[] {
  const url = filled(value);
  const made = url === undefined ? describedCandidate(value, pointer, fallback) : { url, pointer, transport: fallback };
  return made === undefined ? [] : [made];
}

function listed(value: unknown, pointer: string): Candidate[] {
  return itemsOf(value)
    .slice(0, maxCandidates)
    .flatMap((item, index) => candidate(item, under(pointer, index)));
}

/** The `transport` and `transports` members: objects with their URL, and words that are about a URL elsewhere. */
function readTransports(source: Source): {
  readonly words: readonly string[];
  readonly candidates: readonly Candidate[];
} {
  const words: string[] = [];
  const candidates: Candidate[] = [];
  for (const name of ["transport", "transports"]) {
    const found = source.take(name);
    if (found === undefined) continue;
    const { value, pointer } = found;
    const object = membersOf(value);
    const isMap =
      name === "transports" && object !== undefined && filledMember(object, ...urlNames, "type") === undefined;
    const parts: readonly (readonly [value: unknown, pointer: string, fallback?: string])[] = isMap
      ? Object.entries(object).map(([key, each]) => [each, under(pointer, key), key])
      : Array.isArray(value)
        ? value.slice(0, maxCandidates).map((each, index) => [each, under(pointer, index)])
        : [[value, pointer]];
    for (const [part, at, fallback] of parts) {
      const word = filled(part);
      const made = isMap ? candidate(part, at, fallback)[0] : describedCandidate(part, at, undefined);
      if (made !== undefined) candidates.push(made);
      const said = isMap ? undefined : (word ?? (made?.url === undefined ? filled(made?.transport) : undefined));
      if (said !== undefined) words.push(said);
    }
  }
  return { words, candidates };
}

/** Of several words, the first that a card can name, or else the first. */
function bestWord(words: readonly string[], type: unknown): string | undefined {
  const named = (word: unknown): word is string => {
    const reading = readTransport(word);
    return reading !== undefined && "type" in reading;
  };
  return words.find(named) ?? words[0] ?? (named(type) ? type : undefined);
}

/** A URL that stands beside what describes it: the server's own object. */
function besides(each: Candidate, source: Source): Candidate {
  const described = membersOf(source.value);
  if (each.described !== undefined || described === undefined) return each;
  for (const name of ["headers", "variables"]) source.use(name);
  return { ...each, described, describedAt: source.pointer };
}

/**
 * The endpoints in groups, each to be tried only where the groups before it gave no remote: `remotes`; `transport(s)`;
 * the members that name one endpoint; `url`; `endpoints`. `inList` says that a server list holds the object, so that
 * its `url` is an endpoint for sure.
 */
export function findEndpoints(source: Source, inList: boolean): readonly (readonly Candidate[])[] {
  const remotes = source.take("remotes");
  const { words, candidates } = readTransports(source);
  const word = bestWord(
    words,
    source.first(["type"], (value) => (readTransport(value) === undefined ? undefined : value))?.value,
  );
  const single = endpointNames.map((name) => {
    const found = source.first([name], (value) => filled(value) ?? membersOf(value));
    return found === undefined ? [] : candidate(found.value, found.pointer, word).map((each) => besides(each, source));
  });
  const bare = source.first(["url"], filled);
  const named = namedEndpoints.flatMap(([name, transport]) => {
    const found = source.take(`endpoints/${name}`);
    return found === undefined ? [] : candidate(found.value, found.pointer, transport ?? word);
  });
  const home = bare === undefined ? [] : candidate(bare.value, bare.pointer, word);
  return [
    remotes === undefined ? [] : listed(remotes.value, remotes.pointer),
    candidates,
    ...single,
    home.map((each) => besides(inList || word !== undefined ? each : { ...each, mayBeHomePage: true }, source)),
    named,
  ];
}

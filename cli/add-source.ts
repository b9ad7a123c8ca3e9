// Finds the one card that `add` is about: in a file, in a registry, or at a domain; and says who says what.

import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { silence } from "../src/crawl/sources/ask-patiently.ts";
import { migrate } from "../src/dialects/migrate.ts";
import { discover } from "../src/discover/discover.ts";
import type { Card } from "../src/document/card.ts";
import type { Diagnostic } from "../src/document/diagnostic.ts";
import { printable } from "../src/document/printable.ts";
import { readDocument } from "../src/document/read.ts";
import { isMembers } from "../src/document/sniff.ts";
import type { Exchange, Failure } from "../src/http/exchange.ts";
import { cardMaxBytes } from "../src/http/limits.ts";
import { airIdentifier } from "../src/publish/identifier.ts";
import { readUrl } from "../src/text/read-url.ts";
import { validate } from "../src/validate/validate.ts";
import { exitCode } from "./exit-code.ts";
import { fetchDocument } from "./fetch-document.ts";
import { kindNames } from "./format/kinds.ts";
import type { Host } from "./host.ts";

/** A valid card, with the parties that stand between the user and its endpoint. */
export interface FoundCard {
  readonly card: Card;
  /** The catalog's or the registry's URL. */
  readonly listedBy?: string;
  /** A URL, or the name of a file. */
  readonly cardAt: string;
  /** Made from a registry's entry, which is then at `cardAt`: nobody looked at the card where it is served. */
  readonly isEntry?: true;
  /** How many warnings the card's own check has. */
  readonly warnings: number;
  /** The domain that the name speaks for, where neither the list nor the card is from there: anybody can write a name. */
  readonly claimed?: string;
}

/** Why there is none: what to say, which may quote strangers raw, and the exit code. */
export interface NoCard {
  readonly problem: string;
  readonly code: number;
}

/** What narrows the search. */
export interface Wanted {
  readonly target: string;
  /** The base URL of a registry, which is then asked for the name in `target`. */
  readonly registry: string | undefined;
  /** Which of several servers of a domain is meant. */
  readonly server: string | undefined;
}

/** Reads a file where the target is one; undefined where it is not. */
export async function cardInFile(target: string, host: Host): Promise<FoundCard | NoCard | undefined> {
  const path = resolve(host.cwd, target);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return undefined;
  if (found.size > cardMaxBytes) return { problem: `${target} is larger than a card may be`, code: exitCode.findings };
  const { valid, card, kind, diagnostics } = validate(await readFile(path), { source: target });
  if (valid && card !== undefined) return { card, cardAt: target, warnings: warningsIn(diagnostics) };
  const [first] = diagnostics.filter(({ severity }) => severity === "error");
  const problem =
    kind === "server-card"
      ? `${target} is no valid Server Card: ${first?.message} (${first?.code})`
      : first === undefined
        ? `${target} is no Server Card but: ${kindNames[kind]}`
        : `${target}: ${first.message}; ${first.hint}`;
  return { problem, code: exitCode.findings };
}

/** Asks a registry for the latest version of a name (MCP Registry v0.1), or a domain for what it publishes. */
export async function cardOnNetwork(wanted: Wanted, exchange: Exchange, host: Host): Promise<FoundCard | NoCard> {
  const { target, registry } = wanted;
  return registry === undefined
    ? await cardAtDomain(wanted, exchange, host)
    : await cardInRegistry({ name: target, registry }, exchange, host);
}

async function cardAtDomain({ target, server }: Wanted, exchange: Exchange, host: Host): Promise<FoundCard | NoCard> {
  const found = await discover(target, { exchange, signal: host.signal });
  if (found.outcome === "failed" || (found.servers.length === 0 && found.failures.length > 0)) {
    const [failure] = found.failures;
    const why =
      failure === undefined ? "did not answer" : `${silence(failure)}: ${failure.message}${nameHint(target, failure)}`;
    return { problem: `${target} ${why}`, code: exitCode.unknown };
  }
  const sound = found.servers.flatMap(({ card, report, listedBy, cardAt }) =>
    card !== undefined && report.valid
      ? [{ card, cardAt, warnings: warningsIn(report.diagnostics), ...listing(card, cardAt, listedBy) }]
      : [],
  );
  const meant = server === undefined ? sound : sound.filter(({ card }) => card.name === server);
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return only;
  const names = sound.map(({ card }) => `${card.name} ${card.version}`).join(", ");
  if (sound.length === 0) return { problem: `${target} publishes no valid Server Card`, code: exitCode.findings };
  const problem =
    server === undefined
      ? `${target} publishes several servers, name one with --server: ${names}`
      : only === undefined
        ? `${target} publishes no "${server}" but ${names}`
        : `${target} publishes "${server}" more than once: add the URL of one card (${meant.map(({ cardAt }) => cardAt).join(", ")})`;
  return { problem, code: exitCode.findings };
}

/** A server's name looks like an endpoint without its scheme, at a host that there is seldom. */
function nameHint(target: string, { code }: Failure): string {
  const isName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[^/?#]+$/i.test(target) && (code === "dns" || code === "forbidden-url");
  return isName ? "; if that is a server's name, say with --registry URL whom to ask" : "";
}

function warningsIn(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === "warning").length;
}

function listing(card: Card, cardAt: string, listedBy: string | undefined): Pick<FoundCard, "listedBy" | "claimed"> {
  const { domain } = airIdentifier(card.name);
  const hosts = [cardAt, listedBy].flatMap((url) => (url === undefined ? [] : (readUrl(url)?.hostname ?? [])));
  const isTheirs = hosts.some((host) => host === domain || host.endsWith(`.${domain}`));
  return { ...(listedBy === undefined ? {} : { listedBy }), ...(isTheirs ? {} : { claimed: domain }) };
}

async function cardInRegistry(
  { name, registry }: { readonly name: string; readonly registry: string },
  exchange: Exchange,
  host: Host,
): Promise<FoundCard | NoCard> {
  const url = `${registry}/v0.1/servers/${encodeURIComponent(name)}/versions/latest`;
  const fetched = await fetchDocument(url, exchange, host.signal);
  if ("code" in fetched) {
    const missing = fetched.code === "status" && fetched.status === 404;
    return missing
      ? { problem: `the registry knows no "${name}"`, code: exitCode.findings }
      : { problem: `the registry ${silence(fetched)}: ${fetched.message}`, code: exitCode.unknown };
  }
  const read = readDocument(fetched.bytes);
  const entry = read.readable && isMembers(read.value) ? read.value : {};
  const { server, _meta: meta } = entry;
  if (!isMembers(server)) return { problem: "the registry answered with what is no server", code: exitCode.unknown };
  if (server["name"] !== name)
    return { problem: `the registry was asked for "${name}" and answered with another name`, code: exitCode.findings };
  const official = isMembers(meta) ? meta["io.modelcontextprotocol.registry/official"] : undefined;
  if (isMembers(official) && official["status"] === "deleted")
    return { problem: `the registry has "${name}" as deleted`, code: exitCode.findings };
  const { cards, reasons } = migrate(JSON.stringify(server));
  const [made] = cards;
  if (made !== undefined) return { card: made.card, listedBy: registry, cardAt: url, isEntry: true, warnings: 0 };
  return {
    problem: `"${name}" cannot be added: ${reasons[0]?.message ?? "it has no endpoint"}`,
    code: exitCode.findings,
  };
}

/** Says why there is no card. */
export async function tellNoCard({ problem, code }: NoCard, host: Host): Promise<number> {
  await host.stderr.write(`error: ${printable(problem)}\nnothing was written\n`);
  return code;
}

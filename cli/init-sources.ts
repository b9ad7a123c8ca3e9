// Where `init` learns of a server besides the command line: a file, and, where the user asks for it, the server itself.

import { printable } from "../src/document/printable.ts";
import type { Draft } from "../src/draft/draft.ts";
import { fromDocument } from "../src/draft/from-document.ts";
import { fromLive } from "../src/draft/from-live.ts";
import type { LiveResult } from "../src/live/live.ts";
import { UsageError } from "../src/usage-error.ts";
import { exitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import type { InitValues } from "./init-options.ts";
import { readInputs } from "./inputs.ts";
import { openNetwork } from "./network.ts";

/** What a source knows; or, having said on stderr why there is nothing, the exit code. */
export type Learnt = Draft | number;

/** Reads `--from`. Throws UsageError for what is no one file. */
export async function learnFromFile(name: string, given: InitValues, host: Host): Promise<Learnt> {
  const inputs = [];
  for await (const input of readInputs([name], host)) inputs.push(input);
  if (host.signal.aborted) return exitCode.partial;
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) throw new UsageError(`--from: "${name}" is several files`);
  if ("url" in input) throw new UsageError("--from: takes a file: curl -s URL | mcp-discover init --from -");
  if ("problem" in input) return fail([`${name}: ${input.problem}`], exitCode.unknown, host);
  const { url, domain, name: wanted } = given;
  const read = fromDocument(input.bytes, {
    ...(url === undefined ? {} : { url }),
    ...(domain === undefined ? {} : { servedAt: `https://${domain}/` }),
    ...(wanted === undefined ? {} : { name: wanted }),
  });
  if ("problems" in read)
    return fail(
      read.problems.map((problem) => `${name}: ${problem}`),
      exitCode.findings,
      host,
    );
  for (const note of given.quiet ? [] : read.notes) await host.stderr.write(`note: ${printable(note)}\n`);
  return read.draft;
}

/** Asks the server at `--from-server`, having said so. */
export async function learnFromServer(endpoint: string, given: InitValues, host: Host): Promise<Learnt> {
  await host.stderr.write(
    `note: --from-server speaks to ${printable(endpoint)}: it asks the server who it is, calls no tool, and sends no header but those given here\n`,
  );
  const transport = await openNetwork(given, host);
  const visit = transport.openVisit();
  try {
    const { draft, result } = await fromLive(endpoint, {
      exchange: visit.exchange,
      headers: given.header,
      signal: host.signal,
      ...(given.timeout === undefined ? {} : { timeoutMs: given.timeout * 1000 }),
    });
    const code = await tell(result, host);
    if (code !== undefined) return code;
    // What is only tried out here is not where users will find it.
    return /^https:/i.test(endpoint) ? { ...draft, url: endpoint } : draft;
  } catch (error) {
    if (host.signal.aborted) return exitCode.partial;
    throw error;
  } finally {
    await visit.close();
    await transport.close();
  }
}

/** Says what the server did not answer; undefined where the run may go on. */
async function tell({ state, failure, diagnostics }: LiveResult, host: Host): Promise<number | undefined> {
  if (state === "unreachable") return fail([failure?.message ?? "the server does not answer"], exitCode.unknown, host);
  if (state === "not-mcp")
    return fail(
      diagnostics.slice(0, 1).map(({ message }) => message),
      exitCode.findings,
      host,
    );
  if (state === "needs-authorization")
    await host.stderr.write(
      "note: the server asks who we are and says nothing of itself: --header sends what it wants\n",
    );
  return undefined;
}

async function fail(problems: readonly string[], code: number, host: Host): Promise<number> {
  for (const problem of problems) await host.stderr.write(`error: ${printable(problem)}\n`);
  await host.stderr.write("nothing was written\n");
  return code;
}

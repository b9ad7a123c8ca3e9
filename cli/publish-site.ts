// One run of `publish`: plans the site and the host's configuration, compares them with the folders, and writes or tells.

import { resolve } from "node:path";
import { printable } from "../src/document/printable.ts";
import { clashes } from "../src/publish/clashes.ts";
import { type Publication, planSite, type SitePlan } from "../src/publish/site.ts";
import { UsageError } from "../src/usage-error.ts";
import { openPalette } from "./colour.ts";
import { exitCode } from "./exit-code.ts";
import { toJson } from "./format/json.ts";
import { publishJson } from "./format/publish-json.ts";
import { publishText } from "./format/publish-text.ts";
import type { Host } from "./host.ts";
import { type HostPlan, needsTwins, planHost } from "./host-files.ts";
import { writeAnswer } from "./output.ts";
import { type FolderPlan, planFolder, writeFolder } from "./own-folder.ts";
import { readPublications } from "./publish-cards.ts";
import type { PublishValues } from "./publish-options.ts";
import { queriesOf } from "./queries-option.ts";
import { manifestName } from "./site-manifest.ts";
import { systemProblem } from "./system-problem.ts";

/** A folder as the user named it, and what becomes of it. */
export interface NamedPlan extends FolderPlan {
  readonly name: string;
}

/** All that one run is about. */
export interface Publishing {
  readonly site: SitePlan;
  readonly host?: HostPlan;
  readonly out: NamedPlan;
  /** The folder for what the host reads from outside the site. */
  readonly config?: NamedPlan;
}

/** What one run is asked. With `again` it says nothing where nothing is to be done. */
export type PublishCall = PublishValues & { readonly again?: boolean };

/** Publishes once. Resolves to an exit code, having said everything. Throws UsageError. */
export async function publishOnce(names: readonly string[], given: PublishCall, host: Host): Promise<number> {
  const written = [given.out, given.hostConfig].filter((folder) => folder !== undefined);
  const quiet = given.quiet || given.again === true;
  const cards = await readPublications(names, { written, quiet }, host);
  if (typeof cards === "number") return cards;
  const site = plan(cards.publications, given);
  if (site.problems.length > 0) return refuse(site.problems, host);
  const notes = [...cards.notes, ...site.notes];
  try {
    return await carryOut(await compare({ ...site, notes }, given, host), given, host);
  } catch (error) {
    const problem = systemProblem(error);
    if (problem === undefined) throw error;
    const path = printable(problem.path ?? given.out ?? "");
    await host.stderr.write(`error: ${path} cannot be read or written: ${problem.words}\n`);
    return exitCode.unknown;
  }
}

function plan(cards: readonly Publication[], given: PublishValues): SitePlan {
  const queries = queriesOf(
    cards.map(({ card }) => card),
    given.query,
  );
  const publications = cards.map((each) => {
    const own = queries.get(each.card);
    return own === undefined ? each : { ...each, queries: own };
  });
  return planSite(publications, {
    ...(given.baseUrl === undefined ? {} : { baseUrl: given.baseUrl }),
    ...(given.publisher === undefined ? {} : { publisher: given.publisher }),
    twins: given.jsonTwin || (given.for !== undefined && needsTwins(given.for)),
    aliases: given.aliases,
    serverJson: given.serverJson,
  });
}

async function compare(site: SitePlan, given: PublishValues, { cwd }: Host): Promise<Publishing> {
  const { out = "", hostConfig, force } = given;
  const host = given.for && planHost(given.for, site, hostConfig !== undefined);
  const siteFiles = host?.siteSteps.map(({ file }) => file) ?? [];
  const shared = new Set(siteFiles.map(({ path }) => path));
  const [taken] = clashes([
    { path: manifestName, owner: "the list of what publish wrote" },
    ...siteFiles.map(({ path }) => ({ path, owner: "the host's own settings" })),
    ...site.files.map(({ path }) => ({ path, owner: `"${path}"` })),
  ]);
  if (taken !== undefined) throw new UsageError(`${taken}: give the server another endpoint`);
  const folder = await planFolder(resolve(cwd, out), [...site.files, ...siteFiles], { force, shared });
  if (host === undefined || hostConfig === undefined)
    return { site, ...(host && { host }), out: { name: out, ...folder } };
  const files = host.configSteps.map(({ file }) => file);
  const config = await planFolder(resolve(cwd, hostConfig), files, {
    force,
    shared: new Set(files.map(({ path }) => path)),
  });
  return { site, host, out: { name: out, ...folder }, config: { name: hostConfig, ...config } };
}

async function carryOut(publishing: Publishing, given: PublishCall, host: Host): Promise<number> {
  const folders = [publishing.out, ...(publishing.config === undefined ? [] : [publishing.config])];
  const files = folders.flatMap((folder) => folder.files);
  const blocked = [...folders, ...files].flatMap((each) => each.blocked ?? []);
  const isDrifted = files.some(({ state }) => state !== "same");
  const looksOnly = given.dryRun || given.check;
  const isQuiet = given.quiet || (given.again === true && !isDrifted);
  for (const note of isQuiet ? [] : publishing.site.notes) await host.stderr.write(`note: ${printable(note)}\n`);
  if (blocked.length === 0 && !looksOnly) for (const folder of folders) await writeFolder(folder);
  if (given.format === "json" || (!isQuiet && (blocked.length === 0 || (looksOnly && isDrifted)))) {
    const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
    const mode = given.check ? "check" : given.dryRun ? "dry-run" : "write";
    const formats = {
      text: (where: typeof layout): string => publishText(publishing, mode, where),
      json: (): string => `${toJson(publishJson(publishing, mode))}\n`,
    };
    await writeAnswer(formats, { format: given.format, files: [], layout }, host);
  }
  for (const folder of isQuiet ? [] : folders) {
    for (const path of folder.stale)
      await host.stderr.write(
        `note: ${printable(`${folder.name}/${path}`)} was published before and no longer is: delete it\n`,
      );
  }
  if (blocked.length > 0) return refuse(blocked, host);
  return given.check && isDrifted ? exitCode.findings : exitCode.clean;
}

async function refuse(problems: readonly string[], host: Host): Promise<number> {
  for (const problem of problems) await host.stderr.write(`error: ${printable(problem)}\n`);
  await host.stderr.write("nothing was written\n");
  return exitCode.findings;
}

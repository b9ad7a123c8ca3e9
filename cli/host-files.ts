// What a web server or host is told of a site: files for it, lines for its owner, and what it cannot be told.

import type { Given, Hosting, HostName, Refusal, Step, Want } from "../src/hosting/hosting.ts";
import { hostings } from "../src/hosting/hostings.ts";
import { allNeeds } from "../src/hosting/need.ts";
import type { SiteFile, SitePlan } from "../src/publish/site.ts";
import type { TextFile } from "./site-files.ts";

/** What a host is told, sorted by who writes it down. */
export interface HostPlan {
  readonly hosting: Hosting;
  /** Files that the host reads from the site itself, such as `_headers`. */
  readonly siteSteps: readonly FileStep[];
  /** Files for the project or for the server to take in; none unless there is a folder for them. */
  readonly configSteps: readonly FileStep[];
  /** Lines that the owner has to write down. */
  readonly steps: readonly Step[];
  readonly remarks: readonly (Refusal | Given)[];
}

/** A step that is a file of its own. */
export interface FileStep {
  readonly step: Step;
  readonly file: TextFile;
}

/** Hosts that tell a media type by the extension and by nothing else. */
const byExtension: ReadonlySet<HostName> = new Set(["github-pages"]);

/** Whether cards need a `.json` file there, which the catalog then lists. */
export function needsTwins(name: HostName): boolean {
  return byExtension.has(name);
}

/** Plans what a host is told. `configFolder` says whether there is a folder for files that are no part of the site. */
export function planHost(name: HostName, { files, redirects }: SitePlan, configFolder: boolean): HostPlan {
  const hosting = hostings[name];
  const advice = hosting.advise(wantsOf(name, files), redirects);
  const steps = advice.filter((part): part is Step => "where" in part);
  const siteSteps = steps.flatMap((step) => (step.file?.in === "site" ? [fileStep(step, step.file.path)] : []));
  const configSteps = configFolder ? steps.flatMap(configStep) : [];
  const written = new Set([...siteSteps, ...configSteps].map(({ step }) => step));
  return {
    hosting,
    siteSteps,
    configSteps,
    steps: steps.filter((step) => !written.has(step)),
    remarks: advice.filter((part): part is Refusal | Given => !("where" in part)),
  };
}

/** A card that has a twin is not spoken of where the host could not serve it: readers are led to the twin. */
function wantsOf(name: HostName, files: readonly SiteFile[]): readonly Want[] {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .filter(({ path }) => !(byExtension.has(name) && paths.has(`${path}.json`)))
    .map(({ path, mediaType }) => ({ path: `/${path}`, mediaType, needs: allNeeds }));
}

function configStep(step: Step): readonly FileStep[] {
  const path = step.file?.in === "project" ? step.file.path : step.include;
  return path === undefined ? [] : [fileStep(step, path)];
}

function fileStep(step: Step, path: string): FileStep {
  return { step, file: { path, text: step.text } };
}

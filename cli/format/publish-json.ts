// What `publish --format json` prints.

import type { Proof, Redirect } from "../../src/hosting/hosting.ts";
import type { OwnFile } from "../own-folder.ts";
import type { NamedPlan, Publishing } from "../publish-site.ts";
import { schemaVersion, tool } from "./json.ts";
import type { PublishMode } from "./publish-text.ts";

/** The object of schemas/publish.schema.json. */
export interface PublishJson {
  readonly schemaVersion: number;
  readonly tool: typeof tool;
  readonly mode: PublishMode;
  readonly baseUrl: string;
  /** Nothing is to be written or added by hand. */
  readonly upToDate: boolean;
  readonly files: readonly FileJson[];
  /** Files that were published before and no longer are. */
  readonly stale: readonly string[];
  readonly redirects: readonly Redirect[];
  readonly notes: readonly string[];
  readonly host?: HostJson;
}

/** One file. `theirs`: somebody keeps it by hand, and our lines are not in it. `blocked`: it stays, and `reason` says why. */
export interface FileJson {
  /** As the folders were named on the command line. */
  readonly path: string;
  readonly state: "new" | "changed" | "same" | "theirs" | "blocked";
  readonly url?: string;
  readonly mediaType?: string;
  readonly reason?: string;
}

/** What the host's owner has to know. */
export interface HostJson {
  readonly name: string;
  readonly proof: Proof;
  /** Lines to write down by hand. */
  readonly steps: readonly { readonly where: string; readonly text: string }[];
  readonly pitfalls: readonly string[];
}

/** Gives the object for one run. */
export function publishJson({ site, host, out, config }: Publishing, mode: PublishMode): PublishJson {
  const folders = [out, ...(config === undefined ? [] : [config])];
  const files = folders.flatMap((folder) => folder.files.map((file) => fileJson(file, folder, site)));
  const lacking = new Set(
    folders.flatMap((folder) => folder.files.flatMap(({ file, theirs }) => (theirs === "lacks" ? [file] : []))),
  );
  const kept = [...(host?.siteSteps ?? []), ...(host?.configSteps ?? [])].filter(({ file }) => lacking.has(file));
  const steps = [...(host?.steps ?? []), ...kept.map(({ step }) => step)];
  return {
    schemaVersion,
    tool,
    mode,
    baseUrl: site.baseUrl,
    upToDate: files.every(({ state }) => state === "same") && folders.every(({ blocked }) => blocked === undefined),
    files,
    stale: folders.flatMap(({ name, stale }) => stale.map((path) => `${name}/${path}`)),
    redirects: site.redirects,
    notes: site.notes,
    ...(host && {
      host: {
        name: host.hosting.name,
        proof: host.hosting.proof,
        steps: steps.map(({ where, text }) => ({ where, text })),
        pitfalls: host.hosting.pitfalls,
      },
    }),
  };
}

function fileJson({ file, state, blocked, theirs }: OwnFile, { name }: NamedPlan, site: Publishing["site"]): FileJson {
  const served = site.files.find((each) => each === file);
  return {
    path: `${name}/${file.path}`,
    state: blocked !== undefined ? "blocked" : theirs === "lacks" ? "theirs" : state,
    ...(served === undefined ? {} : { url: served.url, mediaType: served.mediaType }),
    ...(blocked === undefined ? {} : { reason: blocked }),
  };
}

// What a run is to count, tell and hide: decided by the command line, else the environment, else the configuration file.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Overrides } from "../src/validate/severities.ts";
import type { Call } from "./command.ts";
import type { Host } from "./host.ts";
import type { Values } from "./option.ts";
import type { failOn } from "./options.ts";
import type { profile } from "./reader-options.ts";
import type { settingOptions, severityOptions } from "./setting-options.ts";

/** The values that a configuration file may have a say in. */
export type SettingValues = Values<typeof settingOptions> & {
  readonly failOn: typeof failOn.initial;
  readonly admission: boolean;
  readonly profile: typeof profile.initial;
};

/** What the settings come to. All are absent where nothing was set. */
export interface Settled {
  readonly severities?: Overrides;
  /** The baseline: its absolute path, and whether it is written anew first. */
  readonly known?: { readonly path: string; readonly write: boolean };
  /** The options that the configuration file decided, and its name. */
  readonly decided?: { readonly file: string; readonly names: readonly string[] };
}

/** Where settings are looked for when no file is named: in the current folder, never in one above it. */
export const configName = "mcp-discover.config.json";

/** Decides about a run. Rejects with a UsageError for settings that cannot be. Loads nothing more where nothing is set. */
export async function settle<V extends SettingValues>(
  given: V,
  from: Call<never>["from"],
  host: Host,
): Promise<V & Settled> {
  const path = configPath(given, host);
  if (path === undefined && given.baseline === undefined && !namesCodes(given)) return given;
  const { readSettings } = await import("./read-settings.ts");
  return { ...given, ...readSettings(given, { from, path, host }) };
}

/** Whether a severity is set for any code. */
export function namesCodes(given: Values<typeof severityOptions>): boolean {
  return [given.off, given.info, given.warn, given.error].some((codes) => codes.length > 0);
}

function configPath({ config, configLookup }: SettingValues, host: Host): string | undefined {
  if (config !== undefined) return resolve(host.cwd, config);
  const found = join(host.cwd, configName);
  return configLookup && existsSync(found) ? found : undefined;
}

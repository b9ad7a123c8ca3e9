// Joins the settings of the command line, the environment and the configuration file; loaded only where there are some.

import { dirname, join, resolve } from "node:path";
import type { Settings } from "../src/validate/severities.ts";
import type { Call } from "./command.ts";
import { readConfig } from "./config-file.ts";
import type { Host } from "./host.ts";
import { nameOf } from "./json-file.ts";
import type { Values } from "./option.ts";
import { readSeverities } from "./read-severities.ts";
import type { severityOptions } from "./setting-options.ts";
import type { SettingValues, Settled } from "./settings.ts";

/** What `--baseline write` writes, unless the configuration names another file. */
export const baselineName = "mcp-discover.baseline.json";

/** Where settings come from: the options' sources, the configuration file if there is one, and the current folder. */
export interface SettingSources {
  readonly from: Call<never>["from"];
  readonly path: string | undefined;
  readonly host: Host;
}

/** Reads everything that is set. Throws UsageError. */
export function readSettings(given: SettingValues, sources: SettingSources): Partial<SettingValues> & Settled {
  const { from, path, host } = sources;
  const config = path === undefined ? undefined : readConfig(path, host);
  const values = Object.entries(config?.values ?? {}).filter(([name]) => !from.has(name));
  const severities = [...optionSeverities(given, from), ...(config === undefined ? [] : [config.severities])];
  const listed = config?.baseline === undefined ? undefined : join(dirname(path ?? ""), config.baseline);
  const known = baselineOf(given.baseline, listed, host);
  return {
    ...Object.fromEntries(values),
    ...(path === undefined ? {} : { decided: { file: nameOf(path, host), names: values.map(([name]) => name) } }),
    ...(severities.some((settings) => settings.size > 0) ? { severities } : {}),
    ...(known === undefined ? {} : { known }),
  };
}

/** The severities that options set: those of the command line before those of the environment. Throws UsageError. */
export function optionSeverities(given: Values<typeof severityOptions>, from: SettingSources["from"]): Settings[] {
  return (["command line", "environment"] as const).map((source) => {
    const of = (name: keyof typeof given): readonly string[] => (from.get(name) === source ? given[name] : []);
    const prefix = source === "command line" ? "--" : "MCP_DISCOVER_";
    return readSeverities({ off: of("off"), info: of("info"), warn: of("warn"), error: of("error") }, (name) =>
      prefix === "--" ? `--${name}` : `${prefix}${name.toUpperCase()}`,
    );
  });
}

function baselineOf(option: string | undefined, listed: string | undefined, host: Host): Settled["known"] {
  if (option === "write") return { path: listed ?? join(host.cwd, baselineName), write: true };
  const path = option === undefined ? listed : resolve(host.cwd, option);
  return path === undefined ? undefined : { path, write: false };
}

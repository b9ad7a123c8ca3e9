// Reads mcp-discover.config.json (schemas/config.schema.json): JSON only, and nothing in it is ever run.

import { isMembers } from "../src/document/sniff.ts";
import { nearest } from "../src/text/nearest.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Settings } from "../src/validate/severities.ts";
import type { Host } from "./host.ts";
import { nameOf, readJsonFile } from "./json-file.ts";
import type { Option } from "./option.ts";
import { failOn } from "./options.ts";
import { readSeverities } from "./read-severities.ts";
import { profile } from "./reader-options.ts";
import { settingOptions } from "./setting-options.ts";
import type { SettingValues } from "./settings.ts";

/** 64 KiB: every code of ours fits in several times over. */
export const maxConfigBytes: number = 64 * 1024;

/** What a configuration file says. */
export interface Config {
  /** Values for options, by their names. */
  readonly values: Partial<SettingValues>;
  readonly severities: Settings;
  /** The baseline's path, relative to the configuration file's folder. */
  readonly baseline?: string;
}

const lists = ["off", "info", "warn", "error"] as const;

/** The members that are values of options. What reaches the network, writes files or names inputs is not among them. */
const values: Readonly<
  Record<string, { readonly type: "string" | "number" | "boolean"; readonly option?: Option<unknown> }>
> = {
  failOn: { type: "string", option: failOn },
  maxWarnings: { type: "number", option: settingOptions.maxWarnings },
  maxProblems: { type: "number", option: settingOptions.maxProblems },
  admission: { type: "boolean" },
};

/** Every member that a configuration file may have. */
export const configMembers: readonly string[] = ["$schema", ...lists, ...Object.keys(values), "profile", "baseline"];

/** Reads a configuration file. Throws UsageError that names the file and the member. */
export function readConfig(path: string, host: Host): Config {
  const name = nameOf(path, host);
  const read = readJsonFile(path, maxConfigBytes, host);
  if (!isMembers(read)) throw new UsageError(`${name}: the settings are no object`);
  const value = read;
  for (const member of Object.keys(value)) {
    if (configMembers.includes(member)) continue;
    const near = nearest(member, configMembers);
    const advice = near === undefined ? `there are ${configMembers.join(", ")}` : `did you mean "${near}"?`;
    throw new UsageError(`${name}: "${member}" is no setting: ${advice}`);
  }
  const severities = readSeverities(
    { off: codes("off"), info: codes("info"), warn: codes("warn"), error: codes("error") },
    (list) => `${name}: "${list}"`,
  );
  const baseline = baselinePath(value["baseline"]);
  return { values: optionValues(value), severities, ...(baseline === undefined ? {} : { baseline }) };

  function codes(list: string): readonly string[] {
    return words(list, 'codes such as ["card/sse", "catalog/*"]');
  }

  function words(list: string, what: string): readonly string[] {
    const said = value[list] ?? [];
    if (!Array.isArray(said) || said.some((word) => typeof word !== "string")) {
      throw new UsageError(`${name}: "${list}" is no array of ${what}`);
    }
    return said;
  }

  function optionValues(from: Readonly<Record<string, unknown>>): Partial<SettingValues> {
    const read: Record<string, unknown> = {};
    for (const [member, { type, option }] of Object.entries(values)) {
      const said = from[member];
      if (said === undefined) continue;
      if (typeof said !== type) throw new UsageError(`${name}: "${member}" is no ${type}`);
      read[member] = option === undefined ? said : named(member, () => option.read(String(said), option.initial));
    }
    if (from["profile"] === undefined) return read;
    const profiles = words("profile", 'names such as ["mcp-client"]');
    return {
      ...read,
      profile: named("profile", () => profiles.reduce((all, one) => profile.read(one, all), profile.initial)),
    };
  }

  function named<T>(member: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw error instanceof UsageError ? new UsageError(`${name}: "${member}": ${error.message}`) : error;
    }
  }

  function baselinePath(said: unknown): string | undefined {
    if (said === undefined || (typeof said === "string" && said !== "" && said !== "write")) return said;
    throw new UsageError(`${name}: "baseline" is no path of a file`);
  }
}

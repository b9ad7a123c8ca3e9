// What the user says of codes: another severity, or not to speak of them at all.

import { credentialCodes } from "../admission/redact.ts";
import { type Diagnostic, maxDiagnostics, type Severity } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { silence } from "./silence.ts";

/** What a finding is to be: of another severity, or not told. */
export type Setting = Severity | "off";

/** Settings by code (`card/sse`) or by family (`card/*`); the code wins. */
export type Settings = ReadonlyMap<string, Setting>;

/** Settings from several places, the strongest first: the first that knows a code decides. */
export type Overrides = readonly Settings[];

const stages: ReadonlySet<string> = new Set(["json", "document", "schema"]);

/**
 * Whether a finding keeps its severity, whatever is set: an error of the stages before the rules. They stop the way of a
 * document, so without them it would pass for valid though no rule had looked at it.
 */
export function isFixed({ code, severity }: Pick<Diagnostic, "code" | "severity">): boolean {
  return severity === "error" && isOfStages(code);
}

/** Whether a code comes from the stages before the rules: the gate, the kind or the schema. */
export function isOfStages(code: string): boolean {
  return stages.has(code.split("/", 1)[0] ?? "");
}

/** Says what a finding is to be, which is what it is where nothing is set. */
export function settingOf(found: Pick<Diagnostic, "code" | "severity">, overrides: Overrides): Setting {
  if (isFixed(found)) return found.severity;
  const family = `${found.code.split("/", 1)[0]}/*`;
  for (const settings of overrides) {
    const setting = settings.get(found.code) ?? settings.get(family);
    if (setting !== undefined) return setting;
  }
  return found.severity;
}

/**
 * Gives findings the severities that are set, before a report is cut at its limit, so that what is off costs no room. Those
 * of credentials that are off are only made mild: {@link applySeverities} takes them out once they have their place.
 */
export function adjusted<F extends Diagnostic>(findings: Iterable<F>, overrides: Overrides | undefined): Iterable<F> {
  return overrides === undefined ? findings : adjust(findings, overrides);
}

function* adjust<F extends Diagnostic>(findings: Iterable<F>, overrides: Overrides): Iterable<F> {
  let silent = 0;
  for (const found of findings) {
    const setting = settingOf(found, overrides);
    if (setting !== "off") yield setting === found.severity ? found : { ...found, severity: setting };
    else if (credentialCodes.has(found.code) && silent < maxDiagnostics) {
      silent += 1;
      yield { ...found, severity: "info" };
    }
  }
}

/** Gives a report in which every finding has the severity that is set for it; `valid` follows. Applying twice changes nothing. */
export function applySeverities(report: Report, overrides: Overrides): Report {
  const kept: Diagnostic[] = [];
  const gone: Diagnostic[] = [];
  for (const found of report.diagnostics) {
    const setting = settingOf(found, overrides);
    if (setting === "off") gone.push(found);
    else kept.push(setting === found.severity ? found : { ...found, severity: setting });
  }
  const unshown = report.unshown?.filter((found) => settingOf(found, overrides) !== "off");
  return silence(unshown === undefined ? report : { ...report, unshown }, kept, gone);
}

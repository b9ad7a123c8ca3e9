// One check as the reports that the formats of `validate` take, and with the severities that a user set.

import type { Check } from "../src/check/check.ts";
import { addFindings } from "../src/discover/add-findings.ts";
import type { Report } from "../src/document/report.ts";
import { applySeverities, type Overrides } from "../src/validate/severities.ts";
import type { LiveAnswer } from "./live-check.ts";

/** One check, and what its servers said. */
export interface Checked {
  readonly found: Check;
  readonly live?: readonly LiveAnswer[];
}

/** The reports that programs around CI read: each document with its delivery, and one for the host as a whole. */
export function reportsOf({ found, live = [] }: Checked): readonly Report[] {
  const documents = found.documents.map(({ url, report, delivery }) => {
    const asked = live.filter((one) => one.url === url).flatMap(({ result }) => result.diagnostics);
    return addFindings(report, [...delivery, ...asked]);
  });
  const inline = found.servers.filter((server) => server.inline).map(({ report }) => report);
  const whole = [
    ...found.findings.map(({ diagnostic: { range: _, ...rest } }) => rest),
    ...found.logins.flatMap(({ metadata }) => metadata?.diagnostics ?? []),
  ];
  const failures = found.failures.map(
    ({ code, message, url }): Report => ({
      source: url,
      kind: "empty",
      valid: false,
      diagnostics: [],
      failure: { code, message, url },
    }),
  );
  const site: Report[] =
    whole.length === 0
      ? []
      : [
          addFindings(
            {
              source: /^https?:\/\//.test(found.target) ? found.target : `https://${found.target}`,
              kind: "empty",
              valid: true,
              diagnostics: [],
            },
            whole,
          ),
        ];
  return [...documents, ...inline, ...site, ...failures];
}

/** A check with the severities that the user set, in every part of it. */
export function withSeverities(done: Checked, severities: Overrides): Checked {
  return withReports(done, (report) => applySeverities(report, severities));
}

/** A check with its findings changed as `change` changes those of a report. */
export function withReports({ found, live }: Checked, change: (report: Report) => Report): Checked {
  const adjusted = (diagnostics: Report["diagnostics"]): Report["diagnostics"] =>
    change({ source: found.target, kind: "empty", valid: true, diagnostics }).diagnostics;
  return {
    found: {
      ...found,
      servers: found.servers.map((server) => ({ ...server, report: change(server.report) })),
      documents: found.documents.map((document) => ({
        ...document,
        report: change(document.report),
        delivery: adjusted(document.delivery),
      })),
      findings: found.findings.flatMap(({ url, diagnostic }) =>
        adjusted([diagnostic]).map((changed) => ({ url, diagnostic: changed })),
      ),
    },
    ...(live && {
      live: live.map((one) => ({ ...one, result: { ...one.result, diagnostics: adjusted(one.result.diagnostics) } })),
    }),
  };
}

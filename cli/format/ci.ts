// The formats that programs around CI read, behind one lazy import: few runs of validate need any of them.

import type { Severity } from "../../src/document/diagnostic.ts";
import type { Report } from "../../src/document/report.ts";
import { describeCode } from "../../src/validate/code-table.ts";
import { reachesSeverity } from "../severity.ts";
import { github } from "./github.ts";
import { toJson } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";

/** Gives the reports in a format, ending in a line break. `failOn` decides which cases fail in JUnit. */
export function ciText(
  format: "sarif" | "junit" | "github" | "markdown",
  reports: readonly Report[],
  options: { readonly failOn: Severity | "never" },
): string {
  switch (format) {
    case "sarif":
      return `${toJson(sarif(reports, describeCode))}\n`;
    case "junit":
      return junit(reports, (severity) => reachesSeverity(severity, options.failOn));
    case "github":
      return github(reports);
    case "markdown":
      return markdown(reports);
  }
}

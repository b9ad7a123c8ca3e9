// What `publish` wrote, or would write, as text for people: the files, what the host is told, and what to do next.

import { printable } from "../../src/document/printable.ts";
import type { Given, Proof, Refusal, Step } from "../../src/hosting/hosting.ts";
import { lineDiff } from "../../src/text/line-diff.ts";
import type { HostPlan } from "../host-files.ts";
import type { OwnFile } from "../own-folder.ts";
import type { NamedPlan, Publishing } from "../publish-site.ts";
import type { TextLayout } from "./diagnostics.ts";
import { diffText } from "./diff-text.ts";
import { widthOf, wrap } from "./width.ts";
import { count } from "./words.ts";

/** What is done: files are written, only shown with their differences, or only compared. */
export type PublishMode = "write" | "dry-run" | "check";

const verbs: Readonly<Record<PublishMode, string>> = {
  write: "written to",
  "dry-run": "would be written to",
  check: "to be written to",
};

const proofs: Readonly<Record<Proof, string>> = {
  run: "tested on the real server",
  parsed: "read by its own parser in our tests",
  documented: "by its documentation",
};

/** Formats one run. */
export function publishText(publishing: Publishing, mode: PublishMode, layout: TextLayout): string {
  const { site, host, out, config } = publishing;
  const folders = [out, ...(config === undefined ? [] : [config])];
  const changed = folders.flatMap(({ files }) => files.filter(({ state, theirs }) => state !== "same" && !theirs));
  const heading =
    changed.length === 0
      ? `nothing to change: ${names(folders)} ${folders.length === 1 ? "holds" : "hold"} the ${count(folders.flatMap(({ files }) => files).length, "file")} of ${site.baseUrl}`
      : layout.palette.strong(`${count(changed.length, "file")} ${verbs[mode]} ${names(folders)} for ${site.baseUrl}`);
  const lines = [heading];
  if (changed.length > 0) lines.push("", ...fileLines(folders, layout));
  if (mode === "dry-run") lines.push("", ...folders.flatMap((folder) => diffs(folder, layout)));
  if (host !== undefined && mode !== "check" && isNews(publishing, host))
    lines.push(...hostLines(host, folders, layout));
  const next = nextLine(mode, changed.length > 0, { baseUrl: site.baseUrl, isTold: host !== undefined });
  if (next !== undefined) lines.push(...(lines.at(-1) === "" ? [] : [""]), next);
  while (lines.at(-1) === "") lines.pop();
  return `${lines.join("\n")}\n`;
}

/** Whether the host's owner may have something left to do. Where no folder takes it, nobody sees what was done by hand. */
function isNews({ out, config }: Publishing, { steps }: HostPlan): boolean {
  return (
    (config === undefined ? steps.length > 0 : config.files.some(({ state }) => state !== "same")) ||
    out.files.some(({ state, theirs }) => state === "new" || theirs === "lacks")
  );
}

function names(folders: readonly NamedPlan[]): string {
  return folders.map(({ name }) => printable(name)).join(" and ");
}

function fileLines(folders: readonly NamedPlan[], { palette }: TextLayout): string[] {
  const several = folders.length > 1;
  const shown = folders.flatMap(({ name, files }) =>
    files.map((file) => ({ path: printable(several ? `${name}/${file.file.path}` : file.file.path), file })),
  );
  const wide = Math.max(...shown.map(({ path }) => widthOf(path)));
  return shown.map(({ path, file }) => {
    const word = wordOf(file);
    const paint = word === "same" ? palette.faint : file.blocked === undefined ? palette.good : palette.error;
    return `  ${path}${" ".repeat(wide - widthOf(path) + 3)}${paint(word)}`;
  });
}

function wordOf({ state, blocked, theirs }: OwnFile): string {
  if (blocked !== undefined) return "not ours";
  if (theirs !== undefined) return theirs === "holds" ? "same" : "yours: lines to add below";
  return state;
}

/** Lines of all diffs of one file that are shown. */
const maxDiffLines = 400;

function diffs({ name, files }: NamedPlan, { palette }: TextLayout): string[] {
  return files.flatMap(({ file, state, before, theirs }) => {
    if (state === "same" || theirs !== undefined || (state === "changed" && before === undefined)) return [];
    const path = printable(`${name}/${file.path}`.replace(/^\/+/, ""));
    const sides = { from: state === "new" ? "/dev/null" : `a/${path}`, to: `b/${path}` };
    const lines = diffText(lineDiff(before?.text ?? "", file.text, sides), palette)
      .trimEnd()
      .split("\n");
    const more = lines.length - maxDiffLines;
    return [...lines.slice(0, maxDiffLines), ...(more > 0 ? [`and ${count(more, "more line")}`] : []), ""];
  });
}

/** What the host's owner has to write down, what the host cannot do, and what surprises people there. */
function hostLines({ hosting, ...plan }: HostPlan, folders: readonly NamedPlan[], layout: TextLayout): string[] {
  const lacking = new Set(
    folders.flatMap(({ files }) => files.flatMap(({ file, theirs }) => (theirs === "lacks" ? [file] : []))),
  );
  const added = [...plan.siteSteps, ...plan.configSteps]
    .filter(({ file }) => lacking.has(file))
    .map(({ step }) => step);
  const taken = plan.configSteps.filter(({ file }) => !lacking.has(file));
  const folder = folders.at(-1)?.name ?? "";
  const { palette } = layout;
  return [
    "",
    palette.strong(`${hosting.title} (${proofs[hosting.proof]})`),
    ...[...plan.steps, ...added].flatMap(stepLines),
    ...taken.flatMap(({ file, step }) => ["", ...wrapped(`${folder}/${file.path}: ${step.where}`, layout)]),
    ...(plan.remarks.length > 0 ? [""] : []),
    ...plan.remarks.flatMap((remark) => wrapped(`- ${remarkText(remark)}`, layout)),
    "",
    `Mind on ${hosting.title}:`,
    ...hosting.pitfalls.flatMap((pitfall) => wrapped(`- ${pitfall}`, layout)),
    "",
  ];
}

function stepLines({ where, text }: Step): string[] {
  const lines = text.trimEnd().split("\n");
  const what = text === "" ? `${where}` : `${where.charAt(0).toUpperCase()}${where.slice(1)}:`;
  return ["", printable(what), "", ...(text === "" ? [] : lines.map((line) => (line === "" ? "" : `    ${line}`)))];
}

function remarkText(remark: Refusal | Given): string {
  return "cannot" in remark
    ? `${remark.cannot}: ${remark.instead}`
    : `${remark.given}; where that is missing, ${remark.ifMissing}`;
}

function wrapped(text: string, { columns }: TextLayout): string[] {
  const lines = columns === undefined ? [printable(text)] : wrap(printable(text), columns - 4);
  return lines.map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
}

function nextLine(
  mode: PublishMode,
  isChanged: boolean,
  { baseUrl, isTold }: { readonly baseUrl: string; readonly isTold: boolean },
): string | undefined {
  if (!isChanged) return undefined;
  if (mode === "dry-run") return "Write them: the same command without --dry-run";
  if (mode === "check") return "See how: the same command with --dry-run instead of --check";
  const told = isTold ? "" : "How it must be served: --for nginx, apache, caddy, netlify, … writes the configuration\n";
  const { protocol, host, port } = new URL(baseUrl);
  const site = protocol === "https:" && port === "" ? host : baseUrl;
  return `${told}Upload the folder as the root of ${site}, then: mcp-discover check ${site}`;
}

// Plays test/transcripts/*.txt: files, command lines, and exactly what they print. With MCP_DISCOVER_WRITE_TRANSCRIPTS=1 it
// writes down what was printed instead, to be read before it is committed.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createCommandLine, type World } from "./support/host.ts";
import { sampleNow, writeSampleStore } from "./support/sample-store.ts";

const folder = fileURLToPath(new URL("../../test/transcripts", import.meta.url));
const writing = process.env["MCP_DISCOVER_WRITE_TRANSCRIPTS"] === "1";

interface Section {
  readonly kind: string;
  readonly rest: string;
  readonly body: string;
}

/** Only these words begin a section: a diff has lines that begin with three dashes too. */
const sectionStart = /^--- (?=(?:file|store|stdin|env|columns|run|stdout|stderr|exit)\b)/m;

/** A transcript is a sentence and sections: `--- file PATH`, `--- store PATH` (the sample one), `--- stdin`, `--- env A=B`, `--- columns N`, `--- run ARGS`, and what came. */
function readSections(text: string): { readonly title: string; readonly sections: readonly Section[] } {
  const [title = "", ...parts] = text.split(sectionStart);
  const sections = parts.map((part) => {
    const [head = ""] = part.split("\n", 1);
    const [kind = "", ...rest] = head.split(" ");
    return { kind, rest: rest.join(" "), body: part.slice(head.length + 1) };
  });
  return { title: title.trim(), sections };
}

function worldOf(sections: readonly Section[]): World {
  const files: Record<string, string> = {};
  const env: Record<string, string> = {};
  const world: { stdin?: string; columns?: number } = {};
  for (const { kind, rest, body } of sections) {
    const [name = "", value = ""] = rest.split("=");
    if (kind === "file") files[rest] = body;
    else if (kind === "env") env[name] = value;
    else if (kind === "stdin") world.stdin = body;
    else if (kind === "columns") world.columns = Number(rest);
  }
  return { ...world, files, env, now: () => sampleNow };
}

function isOutcome({ kind }: Section): boolean {
  return ["stdout", "stderr", "exit"].includes(kind);
}

function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** What differs from run to run. */
function settled(text: string, folder: string): string {
  const named = text.replaceAll(folder, "FOLDER").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "UUID");
  return named.replace(/\d+ KiB/g, "SIZE KiB").replace(/"bytes": \d+/g, '"bytes": SIZE');
}

for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  const { title, sections } = readSections(text);
  test(`${name}: ${title}`, async (t) => {
    const line = createCommandLine(t);
    const played = [`${title}\n\n`];
    for (const [index, section] of sections.entries()) {
      const { kind, rest, body } = section;
      if (isOutcome(section)) continue;
      played.push(`--- ${kind}${rest === "" ? "" : ` ${rest}`}\n${body}`);
      if (kind === "store") await writeSampleStore(join(line.folder, rest));
      if (kind !== "run") continue;
      const { code, stdout, stderr } = await line.run(words(rest), worldOf(sections.slice(0, index)));
      if (stdout !== "") played.push(`--- stdout\n${settled(stdout, line.folder)}`);
      if (stderr !== "") played.push(`--- stderr\n${settled(stderr, line.folder)}`);
      played.push(`--- exit ${code}\n`);
    }
    if (writing) writeFileSync(path, played.join(""));
    else assert.equal(played.join(""), text);
  });
}

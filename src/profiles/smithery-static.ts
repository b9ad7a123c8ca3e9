// The reader `smithery-static`: Smithery, where it cannot scan the server itself and reads a static card instead.

import { filledMember, member } from "../dialects/source.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { itemsOf, placeOf } from "./places.ts";
import { isCardKind, type Profile } from "./profile.ts";
import { checkServerInfo } from "./server-info.ts";

const spec = "https://smithery.ai/docs/build/publish";

/** Needs serverInfo and whole tools, as the server itself would state them (spec.md 4.2). */
export const smitheryStatic: Profile = {
  name: "smithery-static",
  title: "Smithery static card",
  needs: "Smithery's static card needs serverInfo with name and version, and an array of whole tools.",
  spec,
  appliesTo: isCardKind,
  *check({ value, report }) {
    yield* checkServerInfo(value, report.card, spec);
    const tools = member(value, "tools");
    if (!Array.isArray(tools)) {
      const change = 'write "tools": [] and in it each tool as tools/list answers it, with name and inputSchema';
      yield { pointer: tools === undefined ? "" : "/tools", message: "there is no array of tools", change, spec };
    }
    for (const tool of itemsOf(tools, "/tools")) yield* checkTool(tool.value, tool.pointer);
    for (const name of ["resources", "prompts"])
      for (const item of itemsOf(member(value, name), `/${name}`)) {
        if (isMembers(item.value)) continue;
        const message = `${placeOf(item.pointer)} is no object`;
        yield { pointer: item.pointer, message, change: `write it as ${name}/list answers it, or remove it`, spec };
      }
  },
};

function* checkTool(tool: unknown, pointer: string): Iterable<Miss> {
  const missing = filledMember(tool, "name") === undefined ? "name" : "inputSchema";
  if (missing === "inputSchema" && isMembers(member(tool, "inputSchema"))) return;
  const change = "write the tool as tools/list answers it, with name and inputSchema";
  yield { pointer, message: `${placeOf(pointer)} has no ${missing}`, change, spec };
}

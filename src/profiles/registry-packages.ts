// What the MCP Registry asks of a server.json's packages beyond the shape of each member.

import { member } from "../dialects/source.ts";
import type { Miss } from "../document/reading.ts";
import { itemsOf, placeOf } from "./places.ts";
import { isRegistryVersion } from "./registry-rules.ts";

/** Yields what is wrong between the members of each package: versions, transports without a URL, arguments without a value. */
export function* checkPackages(server: unknown, spec: string): Iterable<Miss> {
  for (const { value, pointer } of itemsOf(member(server, "packages"), "/packages")) {
    const version = member(value, "version");
    // "latest" is refused by the schema, and told by it.
    if (typeof version === "string" && version !== "latest" && !isRegistryVersion(version)) {
      const message = `${placeOf(`${pointer}/version`)} is no single version`;
      yield { pointer: `${pointer}/version`, message, change: 'write one version, such as "1.2.3"', spec };
    }
    const transport = member(value, "transport");
    const type = member(transport, "type");
    if ((type === "streamable-http" || type === "sse") && member(transport, "url") === undefined) {
      const message = `${placeOf(`${pointer}/transport`)} has no "url"`;
      yield { pointer: `${pointer}/transport`, message, change: 'add "url": where the package listens', spec };
    }
    for (const name of ["packageArguments", "runtimeArguments"])
      for (const item of itemsOf(member(value, name), `${pointer}/${name}`)) yield* checkArgument(item, spec);
  }
}

function* checkArgument(argument: { value: unknown; pointer: string }, spec: string): Iterable<Miss> {
  const { value, pointer } = argument;
  const type = member(value, "type");
  const lacks = (name: string): boolean => member(value, name) === undefined;
  if (type === "named" && lacks("name")) {
    const change = 'add "name": the flag, such as "--port"';
    yield { pointer, message: `${placeOf(pointer)} is named and has no name`, change, spec };
  }
  if (type === "positional" && lacks("valueHint") && lacks("value")) {
    const change = 'add "value", or "valueHint" for a value that the user gives';
    yield { pointer, message: `${placeOf(pointer)} has neither value nor valueHint`, change, spec };
  }
}

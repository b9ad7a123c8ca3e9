// What `add` did, as JSON (schemas/add.schema.json).

import type { AddPlan } from "./add-text.ts";
import { schemaVersion } from "./json.ts";

/** Gives the object that is printed. */
export function addJson(
  { client, found, remote, key, file, leftOut, diff }: AddPlan,
  state: "added" | "planned" | "unchanged",
): Readonly<Record<string, unknown>> {
  const { card, listedBy, cardAt } = found;
  return {
    schemaVersion,
    state,
    client: client.name,
    file,
    key,
    server: { name: card.name, version: card.version, listedBy, cardAt, trafficTo: remote.url },
    inputs: remote.inputs.map(({ id, variable, description, secret }) => ({
      name: client.asks === "prompt" ? id : variable,
      description,
      secret,
    })),
    leftOut,
    ...(diff === "" ? {} : { diff }),
  };
}

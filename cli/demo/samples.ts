// Starts the demo's sample hosts; the first serves exactly what `mcp-discover publish` wrote for it.

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ResolveRule } from "../../src/http/transport.ts";
import { planSite } from "../../src/publish/site.ts";
import { createAuthority } from "./authority.ts";
import { weatherCards } from "./cards.ts";
import { type SampleHost, sampleHosts } from "./hosts.ts";
import { pagesOf, pagesOfFolder, startSampleServers } from "./servers.ts";

const weatherHost = "weather.example.com";

/** The running sample hosts, and what a crawler must be told to reach them by their names. */
export interface Samples {
  readonly hosts: readonly Pick<SampleHost, "name" | "shows" | "target">[];
  readonly resolve: readonly ResolveRule[];
  /** The throwaway root that signed their certificates, PEM. */
  readonly ca: string;
  close(): Promise<void>;
}

/** Publishes the first host's site below the folder, and starts all hosts. */
export async function startSamples(folder: string, now: Date): Promise<Samples> {
  const publications = weatherCards.map((card) => ({
    source: card.name,
    card,
    text: `${JSON.stringify(card, undefined, 2)}\n`,
  }));
  const site = planSite(publications, { baseUrl: `https://${weatherHost}` });
  for (const { path, text } of site.files) {
    await mkdir(dirname(join(folder, "site", path)), { recursive: true });
    await writeFile(join(folder, "site", path), text);
  }
  const authority = createAuthority(now);
  const published = pagesOfFolder(
    join(folder, "site"),
    site.files.map(({ path }) => `/${path}`),
  );
  const servers = await startSampleServers(
    [
      { name: weatherHost, pages: published },
      ...sampleHosts.map((host) => ({ name: host.name, pages: pagesOf(host) })),
    ],
    async (name) => authority.certificate([name]),
  );
  return {
    hosts: [{ name: weatherHost, shows: "a catalog of three cards, from publish" }, ...sampleHosts],
    resolve: servers.resolve,
    ca: authority.ca,
    close: servers.close,
  };
}

// A registry over a real SQLite file, filled as a crawler fills it, asked without a socket.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { createApp } from "../../registry/app.ts";
import type { Publishing } from "../../registry/publish/publishing.ts";
import { openStore } from "../../registry/store/sqlite.ts";
import type { Store } from "../../registry/store/store.ts";
import type { Claim } from "../../src/crawl/frontier.ts";
import { type Clock, commit, createClock, visitOf } from "./visits.ts";

export interface TestRegistry {
  readonly store: Store;
  readonly clock: Clock;
  readonly storePath: string;
  /** Errors that the app logged; a test that expects none looks. */
  readonly logged: Error[];
  ask(path: string, init?: RequestInit): Promise<Response>;
  json(path: string): Promise<ListBody>;
  /** One visit to the claims' hosting host, whose catalog now lists just these. */
  crawl(host: string, ...claims: readonly Claim[]): Promise<void>;
}

/** Any answer of the API, as loosely as a client in JavaScript reads it. */
export interface ListBody {
  readonly servers: readonly EntryBody[];
  readonly metadata: { readonly count: number; readonly nextCursor?: string };
}

export interface EntryBody {
  readonly server: { readonly name: string; readonly version: string; readonly [member: string]: unknown };
  readonly _meta: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface RegistryParts {
  readonly publicUrl?: string;
  readonly namespace?: string;
  /** Makes what takes publications, by the registry's clock. */
  readonly publishing?: (clock: Clock) => Publishing;
}

export function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "mcp-discover-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openRegistry(t: TestContext, options: RegistryParts = {}): Promise<TestRegistry> {
  const { publishing, ...parts } = options;
  const clock = createClock();
  const storePath = join(folderFor(t), "registry.db");
  const store = await openStore(storePath, { now: clock });
  t.after(() => store.close());
  const logged: Error[] = [];
  const app = createApp({
    store,
    now: clock,
    log: (error) => logged.push(error),
    ...parts,
    ...(publishing && { publishing: publishing(clock) }),
  });
  const ask = async (path: string, init?: RequestInit) => app.request(path, init);
  return {
    store,
    clock,
    storePath,
    logged,
    ask,
    async json(path) {
      const response = await ask(path);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as ListBody;
    },
    async crawl(host, ...claims) {
      await commit(store.frontier, visitOf(host, claims, clock()));
    },
  };
}

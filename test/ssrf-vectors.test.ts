// Every address, name, redirect and environment vector, end to end, with canaries that must stay silent.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type AddressProfile, type Answer, type Ask, type Failure, isFailure } from "../src/http/exchange.ts";
import { NetworkError } from "../src/http/failures.ts";
import { followRedirect } from "../src/http/redirects.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import type { Lookup, TransportOptions } from "../src/http/transport.ts";
import { checkUrl } from "../src/http/urls.ts";
import { response } from "./support/fault-server.ts";
import { skipWithout } from "./support/shared-data.ts";
import { type Vector, vectors } from "./support/vectors.ts";
import { type OpenWorld, openWorld, type World } from "./support/world.ts";

const skip = skipWithout("ssrf-vectors.json");
const profiles: readonly AddressProfile[] = ["registry", "cli"];
const publicAddress: Lookup = async () => ["93.184.216.34"];

function expected(vector: Vector, profile: AddressProfile): boolean {
  return (profile === "registry" ? vector.expect : vector.expect_cli) === "allow";
}

function get(url: string): Ask {
  return {
    method: "GET",
    url,
    headers: {},
    policy: { methods: ["GET"], maxBytes: 1000, timeoutMs: 3000, maxRedirects: 5 },
  };
}

/** Runs the body in a world, then makes sure that no canary heard anything. */
async function inWorld(world: World, body: (world: OpenWorld) => Promise<void>): Promise<void> {
  const opened = await openWorld(world);
  try {
    await body(opened);
    assert.equal(opened.trespasses(), 0, "a connection was made where nobody may go");
  } finally {
    await opened.close();
  }
}

async function askOnce(world: OpenWorld, url: string, options: Partial<TransportOptions>): Promise<Answer | Failure> {
  const transport = createTransport({ profile: "cli", userAgent: "test/1 (+x)", ...world.options, ...options });
  try {
    return await transport.openVisit().exchange(get(url));
  } finally {
    await transport.close();
  }
}

function outcome(result: Answer | Failure): string {
  return isFailure(result) ? `${result.code}: ${result.message}` : `answer ${result.status}`;
}

test("nothing is dialled for any refused URL, in either profile", { skip }, async () => {
  await inWorld(
    () => undefined,
    async (world) => {
      for (const profile of profiles) {
        for (const vector of vectors("url").filter((one) => !expected(one, profile))) {
          const result = await askOnce(world, vector.input ?? "", {
            profile,
            lookup: async () => ["127.0.0.1", "::1"],
          });
          assert.ok(
            isFailure(result) && result.code === "forbidden-url",
            `${vector.id} ${profile}: ${outcome(result)}`,
          );
        }
      }
      assert.deepEqual(world.dialled, []);
    },
  );
});

test("nothing is dialled when DNS answers with any refused address", { skip }, async () => {
  await inWorld(
    () => undefined,
    async (world) => {
      for (const { id, input = "", options = {} } of vectors("ip").filter((one) => one.expect === "deny")) {
        const result = await askOnce(world, "https://a.example.com/", { ...options, lookup: async () => [input] });
        assert.ok(isFailure(result) && result.code === "forbidden-address", `${id}: ${outcome(result)}`);
      }
      assert.deepEqual(world.dialled, []);
    },
  );
});

test("DNS answers are judged one and all, end to end", { skip }, async () => {
  await inWorld(
    () => undefined,
    async (world) => {
      for (const profile of profiles) {
        for (const vector of vectors("dns")) {
          const lookup: Lookup = async (host) => {
            if (vector.dns_error !== undefined) throw Object.assign(new Error("dns"), { code: vector.dns_error });
            return vector.dns?.[host] ?? [];
          };
          const result = await askOnce(world, vector.input ?? "", { ...vector.options, profile, lookup });
          assert.equal(!isFailure(result), expected(vector, profile), `${vector.id} ${profile}: ${outcome(result)}`);
        }
      }
    },
  );
});

test("a name that changes its address is resolved once for a connection and judged again for the next", {
  skip,
}, async () => {
  for (const vector of vectors("rebind")) {
    // Where the scenario says so the first answer ends its connection, so that the second request needs a new one.
    const reconnects = vector.scenario !== undefined;
    const body = response("{}", reconnects ? ["Connection: close"] : []);
    await inWorld(
      () => body,
      async (world) => {
        let lookups = 0;
        const lookup: Lookup = async () => vector.dns_sequence?.[lookups++] ?? ["127.0.0.1"];
        const transport = createTransport({ profile: "cli", userAgent: "test/1 (+x)", ...world.options, lookup });
        const { exchange } = transport.openVisit();
        const first = await exchange(get(vector.input ?? ""));
        assert.ok(!isFailure(first), `${vector.id}: ${outcome(first)}`);
        assert.equal(lookups, 1);
        const second = await exchange(get(vector.input ?? ""));
        assert.equal(!isFailure(second), vector.expect === "allow", `${vector.id}: ${outcome(second)}`);
        assert.equal(lookups, reconnects ? 2 : 1);
        assert.deepEqual(world.dialled, ["93.184.216.34"]);
        await transport.close();
      },
    );
  }
});

function redirects(chain: NonNullable<Vector["chain"]>): World {
  let step = 0;
  return () => {
    const next = chain[++step];
    if (next === undefined) return undefined;
    const { status, location } = typeof next === "string" ? { status: 302, location: next } : next;
    return response("", location === null ? [] : [`Location: ${location}`], `${status} X`);
  };
}

test("redirects are followed or refused, end to end", { skip }, async () => {
  for (const vector of vectors("redirect")) {
    // A line break cannot travel in a header: the server would send two headers. The pure decision has it below.
    if (JSON.stringify(vector.chain).includes("\\r\\n")) continue;
    for (const profile of profiles) {
      const chain = vector.chain ?? [];
      await inWorld(redirects(chain), async (world) => {
        const result = await askOnce(world, String(chain[0]), { profile, lookup: publicAddress });
        assert.equal(!isFailure(result), expected(vector, profile), `${vector.id} ${profile}: ${outcome(result)}`);
        if (!isFailure(result)) assert.equal(result.hops.length, chain.length);
      });
    }
  }
});

test("every redirect vector of one step gets its verdict as a pure decision", { skip }, () => {
  for (const vector of vectors("redirect").filter((one) => !one.group.includes("loop"))) {
    for (const profile of profiles) {
      const [start = "", step] = vector.chain ?? [];
      const { status, location } = typeof step === "object" ? step : { status: 302, location: step ?? null };
      const from = checkUrl(String(start), profile);
      let followed = from.ok;
      try {
        if (from.ok) followRedirect({ from: from.url, status, location: location ?? undefined }, profile);
      } catch (error) {
        assert.ok(error instanceof NetworkError);
        followed = false;
      }
      assert.equal(followed, expected(vector, profile), `${vector.id} ${profile}`);
    }
  }
});

test("response headers that name other places lead nowhere", { skip }, async () => {
  for (const vector of vectors("header")) {
    await inWorld(
      () => response("{}", [vector.response_header ?? ""]),
      async (world) => {
        const transport = createTransport({
          profile: "registry",
          userAgent: "test/1 (+x)",
          ...world.options,
          lookup: publicAddress,
        });
        const { exchange } = transport.openVisit();
        for (let i = 0; i < 2; i++) assert.ok(!isFailure(await exchange(get(vector.input ?? ""))), vector.id);
        assert.deepEqual(world.dialled, ["93.184.216.34"]);
        await transport.close();
      },
    );
  }
});

async function spawned(
  world: OpenWorld,
  profile: AddressProfile,
  vector: Vector,
  ca: string,
): Promise<[stdout: string, stderr: string]> {
  const script = fileURLToPath(new URL("./support/env-child.js", import.meta.url));
  const args = [script, profile, vector.input ?? "", "good.example.com", String(world.tlsPort), ca];
  const child = spawn(process.execPath, args, { env: { PATH: process.env["PATH"], ...vector.env } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  await once(child, "close");
  return [stdout, stderr];
}

test("no environment variable reroutes a request or turns verification off", { skip }, async () => {
  await inWorld(
    () => undefined,
    async (world) => {
      for (const vector of vectors("env")) {
        for (const profile of profiles) {
          const [stdout, stderr] = await spawned(world, profile, vector, world.authority.ca);
          if (expected(vector, profile)) {
            assert.equal(stdout, "200", `${vector.id} ${profile}: ${stderr}`);
            assert.match(stderr, /dial 93\.184\.216\.34 /);
          } else {
            assert.match(stderr, /NODE_TLS_REJECT_UNAUTHORIZED=0 is set/, vector.id);
            assert.doesNotMatch(stderr, /dial /);
          }
        }
        if (vector.env?.["NODE_TLS_REJECT_UNAUTHORIZED"] !== "0") continue;
        const [untrusted] = await spawned(world, "cli", vector, "");
        assert.equal(untrusted, "tls", `${vector.id}: an unknown authority is refused all the same`);
      }
    },
  );
});

// A page in a real Chromium, on another origin, reads and revalidates cards: it and `check` agree on every configuration of CORS.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "parse5";
import { check } from "../src/check/check.ts";
import { cardMediaType } from "../src/document/card.ts";
import { type Fault, served } from "./support/served.ts";
import { cardOf, openWeb } from "./support/web.ts";

const skip = spawnSync("sh", ["-c", "command -v chromium"]).status !== 0 && "chromium is not installed";

const none = {
  "access-control-allow-origin": undefined,
  "access-control-allow-methods": undefined,
  "access-control-allow-headers": undefined,
  "access-control-expose-headers": undefined,
};

const configurations: Readonly<Record<string, Fault>> = {
  "as-it-should-be": {},
  "nothing-at-all": { headers: none },
  "origin-only": { headers: { ...none, "access-control-allow-origin": "*" } },
  "another-origin": { headers: { "access-control-allow-origin": "https://other.example.org" } },
  "wildcard-headers": { headers: { "access-control-allow-headers": "*" } },
  "headers-without-condition": { headers: { "access-control-allow-headers": "Content-Type" } },
  "condition-alone": { headers: { "access-control-allow-headers": "if-none-match" } },
  "no-expose": { headers: { "access-control-expose-headers": undefined } },
  "wildcard-expose": { headers: { "access-control-expose-headers": "*" } },
  "options-refused": { optionsStatus: 405 },
  "options-ok-not-204": { optionsStatus: 200 },
  "options-without-origin": { onOptions: { "access-control-allow-origin": undefined } },
  "not-modified-without-origin": { on304: { "access-control-allow-origin": undefined } },
};

/** What a page finds out: whether it can read the card, see its ETag, and ask whether its copy is current. */
interface Verdict {
  readonly reads: boolean;
  readonly sees: boolean;
  readonly revalidates: boolean;
}

/** Runs in the page. The tag is known to it from the server where it cannot see it, so that each question is asked alone. */
const script = `
  const results = {};
  for (const [name, tag] of Object.entries(cards)) {
    const url = "https://" + name + ".example.com/mcp/server-card";
    const verdict = { reads: false, sees: false, revalidates: false };
    try {
      const first = await fetch(url, { cache: "no-store", headers: { accept: ${JSON.stringify(cardMediaType)} } });
      verdict.reads = (await first.json()).name !== undefined;
      verdict.sees = first.headers.get("etag") !== null;
    } catch {}
    try {
      const again = await fetch(url, { cache: "no-store", headers: { "if-none-match": tag } });
      verdict.revalidates = again.status === 304;
    } catch {}
    results[name] = verdict;
  }
  document.title = JSON.stringify(results);
`;

test("Chromium and check agree on what a page may do, for each of thirteen configurations", { skip }, async (t) => {
  const web = await openWeb();
  t.after(() => web.close());
  const tags: Record<string, string> = {};
  for (const [name, fault] of Object.entries(configurations)) {
    const text = JSON.stringify(cardOf(`com.example.${name}/mcp`));
    tags[name] = '"1"';
    web
      .host(`${name}.example.com`)
      .get("/mcp/server-card", served(text, cardMediaType, { etag: () => '"1"', ...fault }));
  }
  const page = `<!doctype html><script type="module">const cards = ${JSON.stringify(tags)};${script}</script>`;
  web.host("page.example.org").get("/", { headers: { "content-type": "text/html" }, body: page });

  const transport = web.transport();
  t.after(() => transport.close());
  const ours: Record<string, Verdict> = {};
  for (const name of Object.keys(configurations)) {
    const visit = transport.openVisit();
    const { documents } = await check(`https://${name}.example.com/mcp/server-card`, { exchange: visit.exchange });
    await visit.close();
    const codes = new Set(documents.flatMap(({ delivery }) => delivery.map(({ code }) => code)));
    const reads = !codes.has("http/cors-origin");
    ours[name] = {
      reads,
      sees: reads && !codes.has("http/cors-expose"),
      revalidates: reads && !codes.has("http/cors-preflight") && !codes.has("http/cors-not-modified"),
    };
  }
  assert.deepEqual(await inChromium(web.rules()[0]?.dialPort ?? 0), ours);
  assert.equal(new Set(Object.values(ours).map((verdict) => JSON.stringify(verdict))).size, 5, "the cases differ");
});

async function inChromium(port: number): Promise<unknown> {
  const profile = mkdtempSync(join(tmpdir(), "mcp-discover-chromium-"));
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const child = spawn(
    "chromium",
    [
      ...["--headless", "--no-sandbox", ...quiet, "--disable-component-update", "--disable-sync"],
      ...["--ignore-certificate-errors", `--user-data-dir=${profile}`, "--virtual-time-budget=20000"],
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      ...["--dump-dom", "https://page.example.org/"],
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
  let dom = "";
  child.stdout.on("data", (chunk) => {
    dom += chunk;
  });
  await once(child, "close");
  clearTimeout(timer);
  rmSync(profile, { recursive: true, force: true });
  return JSON.parse(titleOf(parse(dom)));
}

function titleOf(node: object): string {
  const {
    nodeName,
    childNodes = [],
    value = "",
  } = node as {
    nodeName: string;
    childNodes?: readonly object[];
    value?: string;
  };
  if (nodeName === "title") return childNodes.map((child) => (child as { value?: string }).value ?? "").join("");
  return value === "" ? (childNodes.map(titleOf).find((text) => text !== "") ?? "") : "";
}

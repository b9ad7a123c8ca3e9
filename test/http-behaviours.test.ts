// Hostile servers, played on loopback: each ends in the right failure, in time.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type Answer, type Ask, type Failure, isFailure } from "../src/http/exchange.ts";
import { type Behaviour, behaviours } from "./support/behaviours.ts";
import { isForTheTransport, meanings, openBehaviour, timeoutFor } from "./support/played-behaviour.ts";
import { skipWithout } from "./support/shared-data.ts";

const skip = skipWithout("hostile-documents.jsonl");
const opened: { close(): Promise<void> }[] = [];
after(async () => {
  await Promise.all(opened.map((one) => one.close()));
});

function keep<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

function askFor(one: Behaviour): Ask {
  const { behaviour } = one;
  const timeoutMs = timeoutFor(one);
  const headers: Record<string, string> = {};
  if (behaviour.given_validator !== undefined) headers["if-none-match"] = behaviour.given_validator;
  const method = behaviour.method === "HEAD" ? "HEAD" : "GET";
  const policy = { methods: ["GET", "HEAD"], maxBytes: 512 * 1024, timeoutMs, maxRedirects: 5 };
  return { method, url: "https://a.example.com/.well-known/ai-catalog.json", headers, policy };
}

function said(result: Answer | Failure): string {
  return isFailure(result) ? result.code : `answer ${result.status}`;
}

for (const one of behaviours().filter(isForTheTransport)) {
  const { id, expect } = one;
  test(`${id} ends as it should, in time`, { skip }, async () => {
    const transport = await openBehaviour(one, keep);
    const { exchange } = transport.openVisit();
    const ask = askFor(one);
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const result = await exchange(ask);
    const ms = performance.now() - started;
    assert.ok(ms < Math.min(ask.policy.timeoutMs, 6000) + 1000, `took ${ms} ms`);
    if (expect.max_rss_mib !== undefined) assert.ok(process.memoryUsage.rss() - before < expect.max_rss_mib * 2 ** 20);
    if (/^(?:any|accept_or_fail)$/.test(expect.outcome)) return;
    const wanted = expect.outcome.startsWith("accept") ? ["answer 200"] : (meanings[expect.code ?? ""] ?? []);
    assert.ok(
      wanted.includes(said(result)),
      `${said(result)} (${isFailure(result) ? result.message : ""}), not ${wanted}`,
    );
    if (expect.code === "E_DNS_NXDOMAIN") assert.equal(isFailure(result) && result.permanent, true);
    if (expect.outcome === "retry_later" && isFailure(result)) assert.equal(result.permanent, undefined);
    if (isFailure(result)) assert.match(result.message, /^[\x20-\x7e]+$/);
  });
}

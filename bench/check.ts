// `check` on a domain with three cards whose host takes 20 ms for each answer, beside the bounds of its first issue.

import type { IncomingMessage, ServerResponse } from "node:http";
import { check } from "../src/check/check.ts";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { served } from "../test/support/served.ts";
import { cardOf, catalogOf, entryOf, type Handler, openWeb } from "../test/support/web.ts";
import { median, print } from "./measure.ts";

const host = "three.example.com";
const latencyMs = 20;
const boundMs = 1_000;
const boundRequests = 25;
const names = ["weather", "maps", "notes"];

function late(handler: Handler): Handler {
  return (request, response) => void setTimeout(() => handler(request, response), latencyMs);
}

function missing(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end();
}

const web = await openWeb();
const played = web.host(host);
const catalog = catalogOf(names.map((name) => entryOf(name, `https://${host}/${name}/server-card`)));
played.get("/.well-known/ai-catalog.json", late(served(JSON.stringify(catalog), catalogMediaType)));
for (const name of names) {
  const remotes = [{ type: "streamable-http", url: `https://${host}/${name}` }];
  const card = JSON.stringify(cardOf(`com.example.three/${name}`, { remotes }));
  played.get(`/${name}/server-card`, late(served(card, cardMediaType)));
  played.get(`/.well-known/oauth-protected-resource/${name}`, late(missing));
}
for (const path of ["ard.json", "mcp.json", "mcp/server-card.json", "oauth-protected-resource"]) {
  played.get(`/.well-known/${path}`, late(missing));
}

const times: number[] = [];
let requests = 0;
for (let round = 0; round < 5; round += 1) {
  web.forget();
  const transport = web.transport();
  const visit = transport.openVisit();
  const started = performance.now();
  await check(host, { exchange: visit.exchange });
  times.push(performance.now() - started);
  requests = web.seen.length;
  await visit.close();
  await transport.close();
}
const ms = median(times);
print(
  `check  three cards, ${latencyMs} ms an answer: ${ms.toFixed(0)} ms, ratio ${(ms / boundMs).toFixed(2)} of the bound; ` +
    `${requests} requests of at most ${boundRequests}, ${web.mostAtOnce(host)} at once`,
);
await web.close();

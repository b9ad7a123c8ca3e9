// The safe transport on real sockets: what it sends, what it takes, what it refuses.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { createAuthority } from "../cli/demo/authority.ts";
import { type Answer, type Ask, type Failure, isFailure } from "../src/http/exchange.ts";
import { exchangeFromFetch } from "../src/http/in-process.ts";
import { addressMaxInFlight } from "../src/http/limits.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import type { Transport, TransportOptions } from "../src/http/transport.ts";
import { UsageError } from "../src/usage-error.ts";
import { type Listening, listenPlain, listenRaw, listenTls, response, type Talk } from "./support/fault-server.ts";

const authority = createAuthority();
const certificate = authority.certificate(["a.example.com", "b.example.com", "127.0.0.1"]);
const opened: { close(): Promise<void> }[] = [];
after(async () => {
  await Promise.all(opened.map((one) => one.close()));
  // Whatever is left now would keep a process alive that has done its work.
  await sleep(20);
  const left = process.getActiveResourcesInfo().filter((name) => /^(?:TCP|TLS|Timeout)/.test(name));
  assert.deepEqual(left, []);
});

function keep<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

function ask(url: string, more: Partial<Ask> = {}): Ask {
  const policy = { methods: ["GET", "HEAD", "POST"], maxBytes: 10_000, timeoutMs: 3000, maxRedirects: 5 };
  return { method: "GET", url, headers: {}, policy, ...more };
}

function within(timeoutMs: number): Partial<Ask> {
  return { policy: { ...ask("").policy, timeoutMs } };
}

function transport(options: Partial<TransportOptions> = {}): Transport {
  return keep(createTransport({ profile: "cli", userAgent: "test/1 (+x)", ca: [authority.ca], ...options }));
}

/** Rules that serve names from one local port. */
function at(server: Listening, ...hosts: readonly string[]): Partial<TransportOptions> {
  return { resolve: hosts.map((host) => ({ host, port: 443, address: "127.0.0.1", dialPort: server.port })) };
}

async function serve(talk: Talk): Promise<Listening> {
  return keep(await listenTls(talk, certificate));
}

function answered(result: Answer | Failure): Answer {
  if (isFailure(result)) assert.fail(`${result.code}: ${result.message}`);
  return result;
}

function failed(result: Answer | Failure, code: string): Failure {
  if (!isFailure(result)) assert.fail(`answered with ${result.status}`);
  assert.equal(result.code, code, result.message);
  return result;
}

test("a page comes over verified TLS from a name that a resolve rule maps to loopback", async () => {
  const server = await serve((socket) => socket.write(response("hello", ["X-Two: a", "X-Two: b"])));
  const visit = transport(at(server, "a.example.com")).openVisit();
  const result = answered(await visit.exchange(ask("https://a.example.com/x?y=1")));
  assert.equal(result.status, 200);
  assert.equal(Buffer.from(result.bytes).toString(), "hello");
  assert.equal(result.headers["x-two"], "a, b");
  assert.deepEqual(result.hops, [
    { url: "https://a.example.com/x?y=1", status: 200, address: "127.0.0.1", tls: true, tlsVersion: "TLSv1.3" },
  ]);
});

test("only the fixed headers and those asked for are sent, and cookies are never kept", async () => {
  const heads: string[] = [];
  const server = await serve((socket, head) => {
    heads.push(head.toLowerCase());
    socket.write(response("", ["Set-Cookie: a=b"]));
  });
  const visit = transport(at(server, "a.example.com")).openVisit();
  for (let i = 0; i < 2; i++) {
    await visit.exchange(
      ask("https://a.example.com/", { headers: { accept: "x/y", host: "evil.example.net", "user-agent": "z" } }),
    );
  }
  const names = [
    "accept: x/y",
    "accept-encoding: identity",
    "connection: keep-alive",
    "host: a.example.com",
    "user-agent: test/1 (+x)",
  ];
  for (const head of heads) assert.deepEqual(head.split("\r\n").slice(1).sort(), names.sort());
});

test("a visit keeps one connection an origin, asks one thing at a time on it, and ends it", async () => {
  let running = 0;
  let most = 0;
  const server = await serve((socket) => {
    most = Math.max(most, ++running);
    setTimeout(() => {
      running -= 1;
      socket.write(response("x"));
    }, 20);
  });
  const home = transport(at(server, "a.example.com"));
  const visit = home.openVisit();
  await Promise.all([1, 2, 3].map(async (i) => answered(await visit.exchange(ask(`https://a.example.com/${i}`)))));
  assert.equal(most, 1);
  assert.equal(server.connections(), 1);
  await visit.close();
  await assert.rejects(async () => await visit.exchange(ask("https://a.example.com/")), /closed/);
  answered(await home.openVisit().exchange(ask("https://a.example.com/")));
  assert.equal(server.connections(), 2);
});

test("a kept connection that the host has closed is replaced once, unseen", async () => {
  let count = 0;
  const server = await serve((socket) => {
    count += 1;
    // The second request on a connection is answered by hanging up, as after an idle timeout.
    if (count === 2) socket.destroy();
    else socket.write(response("x"));
  });
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  answered(await exchange(ask("https://a.example.com/1")));
  answered(await exchange(ask("https://a.example.com/2")));
  assert.equal(server.connections(), 2);
});

test("a host that hangs up on a fresh connection fails without a second try", async () => {
  const server = await serve((socket) => socket.destroy());
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  failed(await exchange(ask("https://a.example.com/1")), "reset");
  assert.equal(server.connections(), 1);
});

test("a redirect to another origin is followed without the credentials of the first", async () => {
  const heads: string[] = [];
  const server = await serve((socket, head) => {
    heads.push(head);
    const next = { "/1": "/2", "/2": "https://b.example.com/3#part" }[head.split(" ")[1] ?? ""];
    socket.write(next ? response("", [`Location: ${next}`], "307 X") : response("end"));
  });
  const { exchange } = transport(at(server, "a.example.com", "b.example.com")).openVisit();
  const headers = { authorization: "Bearer secret", cookie: "a=b", "x-key": "secret", accept: "x/y" };
  const result = answered(await exchange(ask("https://a.example.com/1", { headers })));
  assert.deepEqual(
    result.hops.map((hop) => [hop.url, hop.status]),
    [
      ["https://a.example.com/1", 307],
      ["https://a.example.com/2", 307],
      ["https://b.example.com/3", 200],
    ],
  );
  assert.match(heads[1] ?? "", /secret/);
  assert.doesNotMatch(heads[2] ?? "", /secret|cookie/i);
  assert.match(heads[2] ?? "", /accept: x\/y/i);
});

test("redirects end at the policy's number, and a POST is never redirected", async () => {
  const server = await serve((socket, head) => {
    const step = Number((head.split(" ")[1] ?? "").slice(1));
    socket.write(response("", [`Location: /${step + 1}`], "308 X"));
  });
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  const many = failed(await exchange(ask("https://a.example.com/0")), "redirect");
  assert.equal(many.hops?.length, 6);
  assert.equal(many.status, 308);
  failed(await exchange(ask("https://a.example.com/0", { method: "POST", body: Buffer.from("x") })), "redirect");
});

test("a POST carries its body, and a HEAD has none", async () => {
  const server = await serve((socket, head, body) => {
    if (head.startsWith("HEAD")) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n");
    else socket.write(response(`got ${body}`));
  });
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  const posted = answered(await exchange(ask("https://a.example.com/", { method: "POST", body: Buffer.from("abc") })));
  assert.equal(Buffer.from(posted.bytes).toString(), "got abc");
  assert.equal(answered(await exchange(ask("https://a.example.com/", { method: "HEAD" }))).bytes.length, 0);
});

test("a header that cannot be sent is the caller's mistake, not the host's", async () => {
  const server = await serve((socket) => socket.write(response("x")));
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  const headers = { "if-none-match": "a\r\nb: c" };
  await assert.rejects(async () => await exchange(ask("https://a.example.com/", { headers })), UsageError);
});

test("a method outside the policy is the caller's mistake", async () => {
  const { exchange } = transport().openVisit();
  await assert.rejects(async () => await exchange(ask("https://a.example.com/", { method: "OPTIONS" })), UsageError);
});

test("one gzip or br coding that nobody asked for is undone", async () => {
  const text = "card ".repeat(200);
  const coded = { gzip: gzipSync(text), br: brotliCompressSync(text) };
  const server = await serve((socket, head) => {
    const name = head.includes("/br") ? "br" : "gzip";
    socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: ${coded[name].length}\r\n\r\n`);
    socket.write(coded[name]);
  });
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  for (const name of ["gzip", "br"]) {
    assert.equal(Buffer.from(answered(await exchange(ask(`https://a.example.com/${name}`))).bytes).toString(), text);
  }
});

test("a body of exactly the limit is read and one byte more is refused", async () => {
  const server = await serve((socket, head) => socket.write(response("x".repeat(Number(head.split(/[ /]/)[2])))));
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  assert.equal(answered(await exchange(ask("https://a.example.com/10000"))).bytes.length, 10_000);
  failed(await exchange(ask("https://a.example.com/10001")), "too-large");
});

test("the caller's abort is thrown at once, and its signal keeps no listener", async () => {
  const server = await serve((socket, head) => {
    if (!head.includes("/hang")) socket.write(response("x"));
  });
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  const caller = new AbortController();
  answered(await exchange(ask("https://a.example.com/", { signal: caller.signal })));
  assert.equal(getEventListeners(caller.signal, "abort").length, 0);
  const hanging = exchange(ask("https://a.example.com/hang", { signal: caller.signal }));
  setTimeout(() => caller.abort(new Error("enough")), 50);
  await assert.rejects(hanging, /enough/);
  assert.equal(getEventListeners(caller.signal, "abort").length, 0);
});

test("a request may end at any moment of an endless body without harm to the process", async () => {
  const server = await serve((socket, head) => {
    const chunked = head.includes("/chunked");
    socket.write(`HTTP/1.1 200 OK\r\n${chunked ? "Transfer-Encoding: chunked\r\n" : ""}\r\n`);
    const timer = setInterval(() => socket.write(chunked ? `400\r\n${" ".repeat(1024)}\r\n` : " ".repeat(1024)), 1);
    socket.on("close", () => clearInterval(timer));
  });
  const home = transport(at(server, "a.example.com"));
  const once = async (i: number): Promise<void> => {
    const { exchange } = home.openVisit();
    const { policy } = ask("");
    const wish = { policy: { ...policy, timeoutMs: 20 + 3 * i, maxBytes: 1_000 * (1 + (i % 7) * 9) } };
    const result = await exchange(ask(`https://a.example.com/${i % 2 === 0 ? "chunked" : "close"}`, wish));
    assert.ok(isFailure(result) && /^(?:timeout|too-large)$/.test(result.code), JSON.stringify(result));
  };
  await Promise.all(Array.from({ length: 40 }, (_, i) => once(i)));
});

test("closing a visit ends what it was waiting for", async () => {
  const server = await serve(() => {});
  const visit = transport(at(server, "a.example.com")).openVisit();
  const hanging = visit.exchange(ask("https://a.example.com/"));
  await sleep(100);
  await visit.close();
  failed(await hanging, "reset");
});

test("a certificate of an unknown authority is refused", async () => {
  const server = await serve((socket) => socket.write(response("x")));
  const { exchange } = transport({ ...at(server, "a.example.com"), ca: [] }).openVisit();
  assert.match(failed(await exchange(ask("https://a.example.com/")), "tls").message, /certificate/);
});

test("a host that stalls, hangs up or talks plain HTTP where TLS should begin costs no more than its deadline", async () => {
  const talks: Readonly<Record<string, (socket: Socket) => void>> = {
    timeout: () => {},
    reset: (socket) => void socket.end(),
    tls: (socket) => void socket.write(response("plain")),
  };
  for (const [code, talk] of Object.entries(talks)) {
    const server = keep(await listenRaw(talk));
    const { exchange } = transport(at(server, "a.example.com")).openVisit();
    const started = performance.now();
    failed(await exchange(ask("https://a.example.com/", within(400))), code);
    assert.ok(performance.now() - started < 1400);
  }
});

test("a resolve rule admits its address for its own name and port only", async () => {
  const server = await serve((socket) => socket.write(response("x")));
  const { exchange } = transport({ ...at(server, "a.example.com"), lookup: async () => ["127.0.0.1"] }).openVisit();
  answered(await exchange(ask("https://a.example.com/")));
  failed(await exchange(ask("https://b.example.com/")), "forbidden-address");
  failed(await exchange(ask(`https://a.example.com:${server.port}/`)), "forbidden-address");
  assert.equal(server.connections(), 1);
});

test("resolve rules and ranges that could only be a mistake are refused at the start", () => {
  const rule = { host: "a.example.com", port: 443 };
  for (const address of ["169.254.169.254", "0.0.0.0", "224.0.0.1", "::", "localhost"]) {
    assert.throws(() => transport({ resolve: [{ ...rule, address }] }), UsageError, address);
  }
  assert.throws(() => transport({ allowPrivate: ["ten"] }), UsageError);
});

test("private addresses answer only when they are allowed", async () => {
  const server = keep(await listenPlain((socket) => socket.write(response("x"))));
  const url = `http://127.0.0.1:${server.port}/`;
  failed(await transport().openVisit().exchange(ask(url)), "forbidden-url");
  failed(
    await transport({ allowPrivate: ["10.0.0.0/8"] })
      .openVisit()
      .exchange(ask(url)),
    "forbidden-url",
  );
  assert.equal(server.connections(), 0);
  const result = answered(await transport({ allowPrivate: true, profile: "registry" }).openVisit().exchange(ask(url)));
  assert.deepEqual(result.hops, [{ url, status: 200, address: "127.0.0.1", tls: false }]);
});

test("a gate that was lifted for private addresses does not open for a public one", async () => {
  const { exchange } = transport({
    profile: "registry",
    allowPrivate: true,
    lookup: async () => ["8.8.8.8"],
  }).openVisit();
  failed(await exchange(ask("http://a.example.com/")), "forbidden-address");
  failed(await exchange(ask("https://intranet/")), "forbidden-address");
});

test("a visit that began at a public address never goes on to a private one", async () => {
  const inner = keep(await listenPlain((socket) => socket.write(response("secret"))));
  const outer = await serve((socket, head) => {
    socket.write(head.includes("/go") ? response("", [`Location: https://b.example.com/`], "302 X") : response("x"));
  });
  const options: Partial<TransportOptions> = {
    allowPrivate: true,
    lookup: async (host) => (host === "a.example.com" ? ["8.8.8.8"] : ["127.0.0.1"]),
    dial: (address) => ({ address: "127.0.0.1", port: address === "8.8.8.8" ? outer.port : inner.port }),
  };
  const { exchange } = transport(options).openVisit();
  failed(await exchange(ask("https://a.example.com/go")), "forbidden-address");
  failed(await exchange(ask(`http://127.0.0.1:${inner.port}/`)), "forbidden-address");
  assert.equal(inner.connections(), 0);
});

test("what a public document named is refused at a private address, on a kept connection too", async () => {
  const inside = keep(await listenPlain((socket) => socket.write(response("inside"))));
  const outside = await serve((socket) => socket.write(response("outside")));
  const { exchange } = transport({
    allowPrivate: true,
    lookup: async () => ["8.8.8.8"],
    dial: (address, port) => ({ address: "127.0.0.1", port: address === "8.8.8.8" ? outside.port : port }),
  }).openVisit();
  const url = `http://127.0.0.1:${inside.port}/`;
  answered(await exchange(ask(url)));
  answered(await exchange(ask("https://a.example.com/")));
  failed(await exchange(ask(url, { ledByPublic: true })), "forbidden-address");
  answered(await exchange(ask(url)));
  assert.equal(inside.connections(), 1);
});

test("a name that a resolve rule leads to a public address counts as public", async () => {
  const inside = keep(await listenPlain((socket) => socket.write(response("inside"))));
  const outside = await serve((socket) => socket.write(response("outside")));
  const { exchange } = transport({
    allowPrivate: true,
    resolve: [{ host: "a.example.com", port: 443, address: "8.8.8.8" }],
    dial: (address, port) => ({ address: "127.0.0.1", port: address === "8.8.8.8" ? outside.port : port }),
  }).openVisit();
  answered(await exchange(ask("https://a.example.com/")));
  failed(await exchange(ask(`http://127.0.0.1:${inside.port}/`)), "forbidden-address");
  assert.equal(inside.connections(), 0);
});

test("no more than the cap are in flight to one address, over all visits, and those who wait lose no time", async () => {
  let running = 0;
  let most = 0;
  const server = await serve((socket) => {
    most = Math.max(most, ++running);
    setTimeout(() => {
      running -= 1;
      socket.write(response("x"));
    }, 600);
  });
  const home = transport(at(server, "a.example.com"));
  const visits = Array.from({ length: 3 * addressMaxInFlight }, () => home.openVisit());
  // Three rounds of 600 ms: the last ones wait longer than their own deadline.
  const results = await Promise.all(visits.map((visit) => visit.exchange(ask("https://a.example.com/", within(1300)))));
  for (const result of results) answered(result);
  assert.equal(most, addressMaxInFlight);
});

test("a dead first address is made up for by the next", async () => {
  const server = await serve((socket) => socket.write(response("x")));
  const dead = keep(await listenPlain(() => {}));
  await dead.close();
  opened.pop();
  const { exchange } = transport({
    lookup: async () => ["8.8.8.8", "2001:4860:4860::8888"],
    dial: (address) => ({ address: "127.0.0.1", port: address === "8.8.8.8" ? server.port : dead.port }),
  }).openVisit();
  assert.equal(answered(await exchange(ask("https://a.example.com/"))).hops[0]?.address, "8.8.8.8");
});

test("a connection that ended elsewhere than it was sent is dropped", async () => {
  const server = await serve((socket) => socket.write(response("x")));
  // The system takes 0.0.0.0 for loopback: the socket's own address tells.
  const { exchange } = transport({
    lookup: async () => ["8.8.8.8"],
    dial: () => ({ address: "0.0.0.0", port: server.port }),
  }).openVisit();
  failed(await exchange(ask("https://a.example.com/")), "forbidden-address");
});

test("a name that does not exist is told apart from a lookup that may succeed later", async () => {
  const failing = (code: string): Partial<TransportOptions> => ({
    lookup: async () => {
      throw Object.assign(new Error("dns"), { code });
    },
  });
  const gone = failed(await transport(failing("ENOTFOUND")).openVisit().exchange(ask("https://a.example.com/")), "dns");
  assert.equal(gone.permanent, true);
  const broken = failed(
    await transport(failing("ESERVFAIL")).openVisit().exchange(ask("https://a.example.com/")),
    "dns",
  );
  assert.equal(broken.permanent, undefined);
  const silent = transport({ lookup: () => new Promise(() => {}) }).openVisit();
  failed(await silent.exchange(ask("https://a.example.com/", within(100))), "dns");
});

test("a page that tests for humans is named so, and an ordinary 403 is an answer", async () => {
  const server = await serve((socket, head) => {
    const wall = ["Cf-Mitigated: challenge", "Content-Type: text/html"];
    socket.write(response("<html>", head.includes("/wall") ? wall : ["Content-Type: text/html"], "403 Forbidden"));
  });
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  assert.equal(failed(await exchange(ask("https://a.example.com/wall")), "bot-wall").status, 403);
  assert.equal(answered(await exchange(ask("https://a.example.com/"))).status, 403);
});

test("a 304 answers only a condition of ours, about what we have", async () => {
  const server = await serve((socket, head) => {
    socket.write(`HTTP/1.1 304 Not Modified\r\nETag: ${head.includes("/other") ? '"new"' : 'W/"old"'}\r\n\r\n`);
  });
  const { exchange } = transport(at(server, "a.example.com")).openVisit();
  const headers = { "if-none-match": '"old"' };
  assert.equal(answered(await exchange(ask("https://a.example.com/", { headers }))).status, 304);
  failed(await exchange(ask("https://a.example.com/other", { headers })), "status");
  failed(await exchange(ask("https://a.example.com/")), "status");
});

test("a fetch handler in this process is an exchange", async () => {
  const exchange = exchangeFromFetch(
    async (request) => new Response(await request.text(), { status: 201, headers: { "X-A": "b" } }),
  );
  const result = answered(await exchange(ask("https://a.example.com/p", { method: "POST", body: Buffer.from("hi") })));
  assert.deepEqual([result.status, result.headers["x-a"], Buffer.from(result.bytes).toString()], [201, "b", "hi"]);
  const big = exchangeFromFetch(() => new Response("x".repeat(20_000)));
  failed(await big(ask("https://a.example.com/")), "too-large");
});

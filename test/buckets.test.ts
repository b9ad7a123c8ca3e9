// What each client may ask: buckets that fill with time, for bounded memory; and who counts as one client.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { burstMinutes, createBuckets, defaultRate } from "../registry/buckets.ts";
import { clientKey } from "../registry/client.ts";

test("three minutes' worth may come at once, then the rate, and the wait that is named is enough and not too long", () => {
  const buckets = createBuckets(defaultRate);
  for (let n = 0; n < defaultRate * burstMinutes; n += 1) assert.equal(buckets.take("a", 1, 0), 0, `request ${n}`);
  const wait = buckets.take("a", 1, 0);
  assert.equal(wait, 1);
  assert.equal(buckets.take("b", 1, 0), 0, "another client has its own");
  assert.equal(buckets.take("a", 1, wait * 1_000), 0);
  const search = buckets.take("a", 30, wait * 1_000);
  assert.ok(search > 1);
  assert.ok(buckets.take("a", 30, (wait + search - 1) * 1_000) > 0);
  assert.equal(buckets.take("a", 30, (wait + search) * 1_000), 0);
});

test("no client gets more than its burst and its rate, whatever it does and however the clock jumps", () => {
  const step = fc.record({ tokens: fc.integer({ min: 1, max: 40 }), ms: fc.integer({ min: -5_000, max: 60_000 }) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.array(step, { maxLength: 200 }), (rate, steps) => {
      const buckets = createBuckets(rate);
      let now = 1_000_000;
      let forward = 0;
      let given = 0;
      for (const { tokens, ms } of steps) {
        now += ms;
        forward += Math.max(ms, 0);
        const wait = buckets.take("a", tokens, now);
        assert.ok(Number.isInteger(wait) && wait >= 0);
        if (wait === 0) given += Math.min(tokens, rate * burstMinutes);
      }
      assert.ok(given <= rate * burstMinutes + (forward / 60_000) * rate + 1e-6);
    }),
  );
});

test("memory is bounded: whoever was heard of longest ago is forgotten", () => {
  const buckets = createBuckets(1, { clients: 100 });
  for (let n = 0; n < 3; n += 1) assert.equal(buckets.take("first", 1, 0), 0);
  for (let n = 0; n < 99; n += 1) buckets.take(`c${n}`, 1, 0);
  assert.ok(buckets.take("first", 1, 0) > 0, "still known, and now the latest");
  for (let n = 100; n < 10_000; n += 1) buckets.take(`c${n}`, 1, 0);
  assert.equal(buckets.size, 100);
  assert.equal(buckets.take("first", 1, 0), 0, "forgotten");
});

test("an IPv4 address is one client in any spelling, an IPv6 network of 64 bits too", () => {
  const key = (address: string) => clientKey({ address, forwardedFor: undefined }, 0);
  assert.equal(key("192.0.2.1"), "192.0.2.1");
  assert.equal(key("::ffff:192.0.2.1"), "192.0.2.1");
  assert.equal(key("::ffff:c000:201"), "192.0.2.1");
  assert.notEqual(key("192.0.2.1"), key("192.0.2.2"));
  const one = key("2001:db8:1:2::1");
  for (const same of ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:0DB8:0001:0002::9", "2001:db8:1:2:0:0:192.0.2.1"]) {
    assert.equal(key(same), one, same);
  }
  assert.notEqual(key("2001:db8:1:3::1"), one);
  fc.assert(
    fc.property(fc.ipV6(), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (address, low) => {
      const head = new URL(`http://[${address}]/`).hostname.slice(1, -1);
      const [before = "", after] = head.split("::");
      const groups = before === "" ? [] : before.split(":");
      const tail = after === undefined || after === "" ? [] : after.split(":");
      const all =
        after === undefined ? groups : [...groups, ...Array(8 - groups.length - tail.length).fill("0"), ...tail];
      if (all.slice(0, 4).every((group) => Number.parseInt(group, 16) === 0)) return;
      const rest = [48n, 32n, 16n, 0n].map((shift) => ((low >> shift) & 0xffffn).toString(16));
      assert.equal(key(address), key([...all.slice(0, 4), ...rest].join(":")));
    }),
  );
});

test("X-Forwarded-For is believed from the right, as far as our own proxies wrote it", () => {
  const key = (forwardedFor: string | undefined, proxies: number) =>
    clientKey({ address: "10.0.0.1", forwardedFor }, proxies);
  assert.equal(key("192.0.2.9", 0), "10.0.0.1", "nobody told us of a proxy");
  assert.equal(key("192.0.2.9", 1), "192.0.2.9");
  assert.equal(key("198.51.100.7, 192.0.2.9", 1), "192.0.2.9", "the left one is the client's own invention");
  assert.equal(key("198.51.100.7, 192.0.2.9, 10.0.0.2", 2), "192.0.2.9");
  assert.equal(key("192.0.2.9", 2), "10.0.0.1", "it did not come through both");
  assert.equal(key(undefined, 1), "10.0.0.1");
  assert.equal(key("unknown", 1), "10.0.0.1");
  assert.equal(key("192.0.2.9:4711", 1), "192.0.2.9");
  assert.equal(key("[2001:db8::1]:4711", 1), key("2001:db8::2", 1));
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 3 }), (text, proxies) => {
      assert.match(key(text, proxies), /^[\d.]+$|^[\da-f]+::\/64$|^::1$/);
    }),
  );
});

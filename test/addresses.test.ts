// The address classifier, against the vectors and a slow oracle.

import assert from "node:assert/strict";
import { isIP } from "node:net";
import { test } from "node:test";
import fc from "fast-check";
import { addressClass, describeAddress, isAllowedAddress, isLifted } from "../src/http/addresses.ts";
import { readIp } from "../src/http/ip.ts";
import { skipWithout } from "./support/shared-data.ts";
import { vectors } from "./support/vectors.ts";

test("every shared address vector gets its verdict in both profiles", {
  skip: skipWithout("ssrf-vectors.json"),
}, () => {
  const wrong: string[] = [];
  for (const { id, input = "", options = {}, expect, expect_cli, reason } of vectors("ip")) {
    if (isAllowedAddress(input, "registry", options) !== (expect === "allow"))
      wrong.push(`${id} registry ${input}: ${reason}`);
    if (isAllowedAddress(input, "cli", options) !== (expect_cli === "allow"))
      wrong.push(`${id} cli ${input}: ${reason}`);
  }
  assert.deepEqual(wrong, []);
});

/** The same decision, made the slow way: text bits against text prefixes. */
const refused4 =
  `168.63.129.16/32 0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
  192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
  203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`.split(/\s+/);

function bits4(text: string): string {
  return text
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
}

function oracle4(octets: readonly number[]): boolean {
  const bits = bits4(octets.join("."));
  return !refused4.some((cidr) => {
    const [address = "", prefix] = cidr.split("/");
    return bits.startsWith(bits4(address).slice(0, Number(prefix)));
  });
}

function oracle6(groups: readonly number[]): boolean {
  const bits = groups.map((group) => group.toString(2).padStart(16, "0")).join("");
  const refused = [
    "0010000000000001" + "0000000", // 2001::/23
    "0010000000000001" + "0000110110111000", // 2001:db8::/32
    "0010000000000010", // 2002::/16
    "0011111111111111" + "0000", // 3fff::/20
    "0010011000100000" + "0000000001001111" + "1000000000000000", // 2620:4f:8000::/48
  ];
  const isatap = /^.{64}000000[01]0{9}0101111011111110/.test(bits);
  return bits.startsWith("001") && !isatap && !refused.some((prefix) => bits.startsWith(prefix));
}

const octet = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 203, 254),
);
const group = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(0, 1, 0x200, 0x2001, 0x2002, 0x2620, 0x4f, 0x3fff, 0x8000, 0x5efe, 0xdb8, 0xffff, 0x64, 0xff9b),
);

test("an IPv4 address is allowed exactly when a bit-by-bit reading of the registry allows it", () => {
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
      assert.equal(isAllowedAddress(octets.join("."), "registry"), oracle4(octets));
    }),
    { numRuns: 2000 },
  );
});

test("an IPv6 address is allowed exactly when a bit-by-bit reading of the allow-list allows it, in any spelling", () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const long = groups.map((part) => part.toString(16)).join(":");
      const short = new URL(`http://[${long}]/`).hostname.slice(1, -1);
      assert.equal(isAllowedAddress(long, "cli"), oracle6(groups));
      assert.equal(isAllowedAddress(short, "cli"), oracle6(groups));
    }),
    { numRuns: 2000 },
  );
});

test("NAT64 mode judges the address inside as that address would be judged alone", () => {
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
      const inside = octets.join(".");
      assert.equal(
        isAllowedAddress(`64:ff9b::${inside}`, "registry", { nat64: true }),
        isAllowedAddress(inside, "registry"),
      );
    }),
    { numRuns: 500 },
  );
});

test("allowing private addresses lifts loopback, RFC 1918, CGNAT and ULA and nothing else", () => {
  for (const ip of [
    "127.0.0.1",
    "127.9.9.9",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fd12::1",
  ]) {
    assert.equal(isAllowedAddress(ip, "registry", { allowPrivate: true }), true, ip);
  }
  const never = [
    "0.0.0.0",
    "::",
    "169.254.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "fd00:ec2::254",
    "fe80::1",
    "224.0.0.1",
  ];
  never.push(
    "ff02::1",
    "168.63.129.16",
    "192.0.2.1",
    "255.255.255.255",
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "fec0::1",
    "1::1",
  );
  for (const ip of never) assert.equal(isAllowedAddress(ip, "cli", { allowPrivate: true }), false, ip);
});

test("a list of blocks lifts only the private addresses that lie in it", () => {
  assert.equal(isLifted("10.1.2.3", ["10.1.0.0/16"]), true);
  assert.equal(isLifted("10.2.2.3", ["10.1.0.0/16"]), false);
  assert.equal(isLifted("169.254.169.254", ["0.0.0.0/0"]), false);
  assert.equal(isLifted("fd00:1::1", ["fd00:1::/32"]), true);
  assert.equal(isLifted("8.8.8.8", true), false);
});

test("an address can be described in words", () => {
  assert.equal(describeAddress("127.0.0.1"), "a loopback address");
  assert.equal(describeAddress("192.168.0.1"), "a private address");
  assert.equal(describeAddress("100.100.100.200"), "a cloud metadata address");
  assert.equal(describeAddress("8.8.8.8"), "a public address");
  assert.equal(addressClass("fe80::1%eth0")?.words, "not an address");
});

test("addresses are read where Node's own test says that they are some, and nowhere else", () => {
  const group = fc.stringMatching(/^[0-9a-fA-F]{0,5}$/);
  const octet = fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom("", "00", "01", "1e1"));
  const dotted = fc.array(octet, { minLength: 3, maxLength: 5 }).map((octets) => octets.join("."));
  const colons = fc
    .array(fc.oneof({ arbitrary: group, weight: 8 }, { arbitrary: dotted, weight: 1 }), { minLength: 1, maxLength: 9 })
    .map((groups) => groups.join(":"));
  const short = fc.tuple(colons, colons).map(([head, tail]) => `${head}::${tail}`);
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), dotted, colons, short), (text) => {
      assert.equal(readIp(text)?.family ?? 0, isIP(text), text);
    }),
    { numRuns: 5000 },
  );
  for (const text of [
    "",
    ":",
    "::",
    ":::",
    "1::",
    "::1",
    "1::2::3",
    "::1.2.3.4",
    "1.2.3.4::",
    "1:1.2.3.4::",
    "1:2:3:4:5:6:7::",
  ])
    assert.equal(readIp(text)?.family ?? 0, isIP(text), text);
});

test("an address has the value of its groups, however it is written", () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const written = new URL(`http://[${text}]`).hostname.slice(1, -1);
      assert.equal(readIp(text)?.value, readIp(written)?.value, text);
    }),
  );
  assert.equal(readIp("1:2:3:4:5:6:7:8")?.value, 0x0001_0002_0003_0004_0005_0006_0007_0008n);
  assert.equal(readIp("::ffff:1.2.3.4")?.value, 0xffff_0102_0304n);
  assert.equal(readIp("10.0.0.1")?.value, 0x0a00_0001n);
});

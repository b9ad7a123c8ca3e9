// A throwaway certificate authority, for real and verified TLS on loopback. Node's own crypto and a little DER: it needs no package.

import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";

/** A key and its certificate, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What may be wrong with a certificate on purpose. */
export interface CertificateOptions {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** An authority that signs for any names and IPv4 addresses. */
export interface Authority {
  /** The root, PEM: what `--ca` and `TransportOptions.ca` take. */
  readonly ca: string;
  certificate(names: readonly string[], options?: CertificateOptions): Certificate;
}

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 255 ? 4 : 2, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

const sequence = (...contents: readonly Uint8Array[]): Buffer => der(0x30, ...contents);
const bitString = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const yes = der(0x01, Buffer.from([0xff]));
const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const commonName = oid("550403");

/** GeneralizedTime would do for all years, but RFC 5280 4.1.2.5 asks for UTCTime before 2050. */
function utcTime(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`));
}

function named(name: string): Buffer {
  return sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
}

function extension(id: string, critical: boolean, value: Uint8Array): Buffer {
  return sequence(oid(id), ...(critical ? [yes] : []), der(0x04, value));
}

function alternativeNames(names: readonly string[]): Buffer {
  const each = names.map((name) =>
    isIPv4(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name)),
  );
  return extension("551d11", false, sequence(...each));
}

const isAuthority = extension("551d13", true, sequence(yes));
const signsCertificates = extension("551d0f", true, der(0x03, Buffer.from([1, 0x06])));
const isServer = extension("551d25", false, sequence(oid("2b06010505070301")));

interface Request {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

function issue({ subject, issuer, publicKey, signer, extensions, notBefore, notAfter }: Request): string {
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    named(issuer),
    sequence(utcTime(notBefore), utcTime(notAfter)),
    named(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  const whole = sequence(body, ecdsaWithSha256, bitString(sign("sha256", body, signer)));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`;
}

/** Makes an authority with a fresh key. Its certificates are valid from yesterday for 30 days unless told otherwise. */
export function createAuthority(now: Date = new Date()): Authority {
  const dayMs = 86_400_000;
  const valid = { notBefore: new Date(now.getTime() - dayMs), notAfter: new Date(now.getTime() + 30 * dayMs) };
  const issuer = `Throwaway root ${randomBytes(4).toString("hex")}`;
  const root = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signed = { issuer, signer: root.privateKey };
  return {
    ca: issue({
      ...signed,
      ...valid,
      subject: issuer,
      publicKey: root.publicKey,
      extensions: [isAuthority, signsCertificates],
    }),
    certificate(names, options = {}) {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const [subject = "nobody"] = names;
      const extensions = [alternativeNames(names), isServer];
      return {
        key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        cert: issue({ ...signed, ...valid, ...options, subject, publicKey, extensions }),
      };
    },
  };
}

// The table from the standard to our codes: each rule of spec.md 1.5 to 1.7, 2.2 to 2.8 and 4.6, with a document that breaks it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { ValidateOptions } from "../src/index.ts";
import { card, catalog, entry, findingsOf, headers, inline, remote, variable } from "./support/documents.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

/** One demand of the text: a document that breaks it and what is said, or `clean` where nothing may be said. */
type Row = readonly [demand: string, document: unknown, said: string, options?: ValidateOptions];

const text = (document: unknown, from: string, to: string): string => JSON.stringify(document).replace(from, to);
const icon = (members: object) => card({ icons: [{ src: "https://example.com/icon.png", ...members }] });
const secret = { name: "Authorization", isSecret: true };

/** spec.md 1.5, in its order. */
const cardRows: readonly Row[] = [
  ["SC-VER-RANGE", card({ version: "^1.2.3" }), "error card/version-range"],
  ["SC-VER-EMPTY", card({ version: "" }), "error card/version-blank"],
  ["SC-VER-EMPTY blank", card({ version: "  " }), "error card/version-blank"],
  ["SC-VER-LATEST", card({ version: "latest" }), "warning card/version-latest"],
  ["SC-VER-SEMVER", card({ version: "2024-01-15" }), "info card/version-semver"],
  ["SC-NAME-DNS one label", card({ name: "example/weather" }), "warning card/name-namespace"],
  ["SC-NAME-DNS empty label", card({ name: "com..example/weather" }), "warning card/name-namespace"],
  ["SC-NAME-DNS hyphen", card({ name: "com.-example/weather" }), "warning card/name-namespace"],
  ["SC-NAME-OWN", card({ name: "org.example/weather" }), "warning card/name-owner"],
  ["SC-NAME-OWN forge", card({ name: "io.github.someone/weather" }), "clean"],
  ["SC-NAME-EDGE", card({ name: "com.example/-weather" }), "warning card/name-edge"],
  ["SC-NAME-EDGE short", card({ name: "com.example/w" }), "warning card/name-edge"],
  ["SC-NAME-FLIPPED", card({ name: "example.com/weather" }), "warning card/name-flipped"],
  [
    "SC-NAME-FLIPPED reversed already",
    card({ name: "at.example.app/weather", remotes: [{ type: "streamable-http", url: "https://app.example.at/mcp" }] }),
    "clean",
  ],
  [
    "SC-NAME-FLIPPED not of its host",
    card({ name: "at.example.app/weather", remotes: [{ type: "streamable-http", url: "https://at.example.app/mcp" }] }),
    "warning card/name-flipped",
  ],
  ["SC-URL-VAR", remote({ url: "https://example.com/{tenant}/mcp" }), "error card/url-variable"],
  ["SC-HDR-VAR", headers({ ...secret, value: "Bearer {token}" }), "error card/header-variable"],
  [
    "SC-HDR-VAR declared on the remote (A3)",
    remote({ headers: [{ ...secret, value: "Bearer {token}" }], variables: { token: { isSecret: true } } }),
    "warning card/header-variable",
  ],
  ["SC-VAR-UNUSED", remote({ variables: { spare: {} } }), "warning card/unused-variable"],
  ["SC-VAR-TPL digit", remote({ url: "https://example.com/{1bad}" }), "error card/template-form"],
  ["SC-VAR-TPL hyphen", remote({ url: "https://example.com/{a-b}" }), "error card/template-form"],
  ["SC-VAR-TPL empty", remote({ url: "https://example.com/{}" }), "error card/template-form"],
  ["SC-VAR-TPL RFC 6570", remote({ url: "https://example.com/{+x}" }), "error card/template-form"],
  ["SC-VAR-TPL in a header", headers({ name: "X-Team", value: "{1bad}" }), "error card/template-form"],
  [
    "SC-URL-TPL-SCHEME",
    remote({ url: "{tenant}.example.com/mcp", variables: { tenant: { isRequired: true } } }),
    "warning card/template-scheme",
  ],
  [
    "SC-URL-TPL-SCHEME supplied",
    remote({ url: "{base}/mcp", variables: { base: { isRequired: true, placeholder: "https://mcp.example.com" } } }),
    "clean",
  ],
  ["SC-VAR-NEST", variable({ default: "{other}" }), "warning card/nested-template"],
  ["SC-SECRET default", headers({ ...secret, default: "hunter2plover" }), "error card/secret-literal"],
  ["SC-SECRET value", headers({ ...secret, value: "hunter2plover" }), "error card/secret-literal"],
  ["SC-SECRET choices", headers({ ...secret, choices: ["hunter2plover"] }), "error card/secret-literal"],
  [
    "SC-SECRET pure template",
    headers({ ...secret, value: "{token}", variables: { token: { isSecret: true } } }),
    "clean",
  ],
  ["SC-CRED Bearer", headers({ name: "X-To", value: "Bearer 0a1b2c3d4e5f60718293a4b5" }), "error card/credential"],
  ["SC-CRED literal", headers({ name: "X-API-Key", value: "hunter2plover" }), "error card/credential"],
  ["SC-SECRET-FLAG", headers({ name: "Authorization" }), "warning card/secret-flag"],
  ["SC-DEFAULT-CHOICE default", headers({ name: "X-R", choices: ["eu"], default: "us" }), "warning card/value-choices"],
  ["SC-DEFAULT-CHOICE value", headers({ name: "X-R", choices: ["eu"], value: "us" }), "error card/value-choices"],
  ["SC-DEFAULT-FMT", headers({ name: "X-N", format: "number", default: "ten" }), "warning card/value-format"],
  ["SC-DEFAULT-FMT boolean", headers({ name: "X-B", format: "boolean", default: "yes" }), "warning card/value-format"],
  ["SC-CHOICES empty", headers({ name: "X-R", choices: [] }), "warning card/choices"],
  ["SC-CHOICES twice", headers({ name: "X-R", choices: ["eu", "eu"] }), "warning card/choices"],
  ["SC-REQ-VALUE", headers({ name: "X-R", isRequired: true, value: "eu" }), "warning card/required-value"],
  ["SC-REQ-VALUE optional in a URL", variable({ isRequired: false }), "warning card/required-value"],
  ["SC-FILEPATH", headers({ name: "X-File", format: "filepath" }), "warning card/filepath"],
  ["SC-HDR-NAME", headers({ name: "X Team" }), "error card/header-name"],
  ["SC-HDR-NAME empty", headers({ name: "" }), "error card/header-name"],
  ["SC-HDR-NAME CR LF in the value", headers({ name: "X-R", value: "a\r\nb" }), "error card/header-value"],
  ["SC-HDR-DUP", headers({ name: "X-R" }, { name: "x-r" }), "error card/header-duplicate"],
  ...["Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer", "Keep-Alive"].map(
    (name): Row => [`SC-HDR-FORBID ${name}`, headers({ name }), "error card/header-forbidden"],
  ),
  ["SC-HDR-FORBID Proxy-", headers({ name: "Proxy-Connection" }), "error card/header-forbidden"],
  ...[
    "Content-Type",
    "Accept",
    "MCP-Protocol-Version",
    "Mcp-Session-Id",
    "Mcp-Method",
    "Mcp-Name",
    "Last-Event-ID",
  ].map((name): Row => [`SC-HDR-FORBID ${name}`, headers({ name }), "warning card/header-forbidden"]),
  ["SC-URL-HTTPS remote", remote({ url: "http://mcp.example.com/mcp" }), "error card/remote-http"],
  ["SC-URL-HTTPS website", card({ websiteUrl: "http://example.com/" }), "warning card/url-http"],
  ["SC-URL-HTTPS icon", icon({ src: "http://example.com/icon.png" }), "warning card/url-http"],
  ...[
    "10.0.0.1",
    "127.0.0.1",
    "169.254.1.1",
    "100.64.0.1",
    "192.168.1.1",
    "[::1]",
    "[fd00::1]",
    "intranet",
    "printer.local",
    "mcp.internal",
    "localhost",
  ].map((host): Row => [`SC-URL-PRIVATE ${host}`, remote({ url: `https://${host}/mcp` }), "error card/private-host"]),
  ["SC-URL-USERINFO", remote({ url: "https://someone@mcp.example.com/mcp" }), "error card/url-userinfo"],
  ["SC-URL-FRAG", remote({ url: "https://mcp.example.com/mcp#top" }), "warning card/url-fragment"],
  ...["token", "key", "api_key", "secret", "sig"].map(
    (key): Row => [
      `SC-URL-QSECRET ${key}`,
      remote({ url: `https://mcp.example.com/mcp?${key}=plover42` }),
      "error card/credential-query",
    ],
  ),
  ["SC-SSE", remote({ type: "sse" }), "warning card/sse"],
  ["SC-PV", remote({ supportedProtocolVersions: ["2025-06-15"] }), "warning card/protocol-version"],
  ["SC-PV draft", remote({ supportedProtocolVersions: ["DRAFT-2026-v1"] }), "clean"],
  ["SC-PV-SSE", remote({ type: "sse", supportedProtocolVersions: ["2026-07-28"] }), "warning card/protocol-transport"],
  ["SC-PV-SSE oldest", remote({ supportedProtocolVersions: ["2024-11-05"] }), "warning card/protocol-transport"],
  ["SC-ICON scheme", icon({ src: "file:///etc/icon.png" }), "warning card/icon-source"],
  ["SC-ICON data", icon({ src: "data:text/html,hello" }), "warning card/icon-source"],
  ["SC-ICON origin", icon({ src: "https://cdn.example.org/icon.png" }), "warning card/icon-origin"],
  ["SC-ICON size", icon({ sizes: ["48"] }), "warning card/icon-size"],
  ["SC-ICON svg", icon({ src: "https://example.com/icon.svg" }), "info card/icon-svg"],
  ...["/src", "src/", "a/../b", "./src", "a//b", "a\\b"].map(
    (subfolder): Row => [
      `SC-REPO-SUB ${subfolder}`,
      card({ repository: { url: "https://github.com/example/weather", source: "github", subfolder } }),
      "warning card/repository-subfolder",
    ],
  ),
  ["SC-REMOTES-0", card({ remotes: [] }), "warning card/remotes-none"],
  ["SC-REMOTES-0 absent", card({ remotes: undefined }), "warning card/remotes-none"],
  [
    "SC-REMOTES-DUP",
    card({ remotes: Array(2).fill({ type: "streamable-http", url: "https://mcp.example.com/mcp" }) }),
    "warning card/remotes-duplicate",
  ],
  ["SC-META-KEY", card({ _meta: { "io.modelcontextprotocol/x": 1 } }), "warning card/meta-key"],
  ...[
    "tools",
    "resources",
    "prompts",
    "capabilities",
    "extensions",
    "instructions",
    "requires",
    "authentication",
    "auth",
    "serverInfo",
    "transport",
    "protocolVersion",
    "packages",
    "pricing",
  ].map((key): Row => [`SC-LEGACY-FIELD ${key}`, card({ [key]: {} }), "warning card/legacy-member"]),
  ["SC-SIZE 64 KiB", card({ _meta: { "com.example/x": "x".repeat(64 * 1024) } }), "warning card/size"],
  ["SC-SIZE 1 MiB", card({ _meta: { "com.example/x": "x".repeat(1024 * 1024) } }), "error json/too-large"],
  ["SC-DUPKEY", text(card(), "{", '{"name":"com.example/other",'), "error json/duplicate-key"],
  // The text proposes an error; RFC 8259 8.1 lets parsers ignore the mark, all SDKs do, and what follows it is read.
  ["SC-DUPKEY BOM", `\ufeff${JSON.stringify(card())}`, "warning json/bom"],
  ["SC-DUPKEY NaN", text(card(), '"1.0.0"', "NaN"), "error json/syntax"],
  ["SC-DUPKEY lone surrogate", text(card(), "1.0.0", "\\ud800"), "error json/lone-surrogate"],
  ["SC-CONFUSABLE", card({ title: "P\u0430ypal" }), "warning card/text-confusable"],
  ["SC-CONFUSABLE invisible", card({ title: "Wea\u200bther" }), "warning card/text-hygiene"],
  ["SC-CONFUSABLE bidi", card({ title: "Weather\u202e" }), "warning card/text-hygiene"],
];

/** Ids of spec.md 1.5 that are no finding about a card by itself, and who speaks of them. */
const elsewhere: Readonly<Record<string, string>> = {
  "SC-REPO-URL": "asked by the MCP Registry only: the profile of that reader says it",
};

const metaRow = (key: string, said: "warning card/meta-key" | "clean"): Row => [
  key,
  card({ _meta: { [key]: 1 } }),
  said,
];

/** spec.md 1.6: both texts on reserved prefixes, and the grammar that they share. */
const metaRows: readonly Row[] = [
  // The card schema's text: a label that is followed by any label.
  ...["mcp.dev/x", "modelcontextprotocol.io/x", "api.modelcontextprotocol.org/x", "tools.mcp.com/x"].map((key) =>
    metaRow(key, "warning card/meta-key"),
  ),
  // The core text: the second label.
  ...["io.modelcontextprotocol/x", "dev.mcp/x", "org.modelcontextprotocol.api/x", "com.mcp.tools/x"].map((key) =>
    metaRow(key, "warning card/meta-key"),
  ),
  ...["traceparent", "tracestate", "baggage", "progressToken"].map((key) => metaRow(key, "warning card/meta-key")),
  ...["1com.example/x", "com.example-/x", "com..example/x", "com.example/-x", "com.example/x.", "x y"].map((key) =>
    metaRow(key, "warning card/meta-key"),
  ),
  ...["com.example.mcp/x", "com.example/x", "com.example/", "com.ex-ample/a-b_c.d", "build", "x"].map((key) =>
    metaRow(key, "clean"),
  ),
  metaRow("io.modelcontextprotocol.registry/publisher-provided", "clean"),
];

const versionRow = (version: string, said: string): Row => [JSON.stringify(version), card({ version }), said];
const ranges = "^1.2.3 ~1.2.3 >=1.2.3 <=1.2.3 >1.2.3 <1.2.3 1.x 1.X 1.2.* 1.* v1.x x *".split(" ");
const mixed = ["=1.2.3", "not semver", "release 2026", " 1.0.0", "1.0.0-rc.x", "1.0.0+build.x", "1.0.0~beta"];
const plain = ["1.0.0", "v1.0", "2.1.0-alpha", "2024-01-15", "build-2024", "1.0.0-x", "1.0.0-X.1"];

/** spec.md 1.7, every value of the matrix: error for what every reader refuses, warning where they differ. */
const versionRows: readonly Row[] = [
  ...[...ranges, "1.0 || 2.0", "1.2.3 - 2.0.0", "1 - 2"].map((v) => versionRow(v, "error card/version-range")),
  ...[...mixed, "build|7", "a.x.b"].map((v) => versionRow(v, "warning card/version-portable")),
  versionRow("latest", "warning card/version-latest"),
  versionRow("", "error card/version-blank"),
  ...plain.map((v) => versionRow(v, "clean")),
];

const header = (members: object = {}) => {
  const said = { alg: "ES256", kid: "did:web:example.com#key-1", typ: "ai-catalog-trust-manifest+jws", ...members };
  return `${Buffer.from(JSON.stringify(said)).toString("base64url")}..${"A".repeat(86)}`;
};
const signature = (members: object = {}) => ({
  signer: "did:web:example.com",
  profile: "did-web-v1",
  issuedAt: "2026-11-22T08:00:00Z",
  jws: header(),
  ...members,
});
const { identifier, type, url } = entry();
const manifest = (members: object = {}) => ({
  contributor: "did:web:example.com",
  subject: { identifier, type, url },
  signature: signature(),
  ...members,
});
const trusted = (members: object = {}, ofEntry: object = {}) =>
  catalog([entry({ trustManifests: [manifest(members)], ...ofEntry })]);
const older = (members: object) => catalog([entry({ trustManifest: members })]);
const nest = (levels: number): unknown =>
  levels === 0
    ? catalog([entry()])
    : catalog([
        inline(nest(levels - 1), {
          type: "application/ai-catalog+json",
          identifier: `urn:air:example.com:c:${levels}`,
        }),
      ]);
const md5 = "md5:d41d8cd98f00b204e9800998ecf8427e";

/** spec.md 2.1 to 2.8. */
const catalogRows: readonly Row[] = [
  [
    "2.1 duplicate keys in data",
    text(catalog([inline(card())]), '"name":', '"name":"com.example/x","name":'),
    "error json/duplicate-key",
  ],
  ["2.1 lone surrogate", text(catalog([entry({ displayName: "?" })]), '"?"', '"\\ud800"'), "error json/lone-surrogate"],
  [
    "2.1 a number that no double is",
    text(catalog([inline(7, { type: "text/x" })]), ":7", ":1e400"),
    "error json/number-range",
  ],
  [
    "2.1 a number that a double changes",
    text(catalog([inline(7, { type: "text/x" })]), ":7", ":9007199254740993"),
    "warning json/number-precision",
  ],
  ["2.1 unknown members are ignored", catalog([entry({ future: 1 })], { future: 1 }), "clean"],
  ["2.2 specVersion", { entries: [entry()] }, "error schema/required"],
  ["2.2 specVersion form", catalog([], { specVersion: "1" }), "error schema/pattern"],
  ["2.2 specVersion is text", catalog([], { specVersion: 1.0 }), "error schema/type"],
  ["2.2 higher major", catalog([entry()], { specVersion: "2.0" }), "error catalog/spec-version"],
  ["2.2 any minor", catalog([entry()], { specVersion: "1.7" }), "clean"],
  ["2.2 lower major", catalog([entry()], { specVersion: "0.91" }), "warning catalog/spec-version"],
  ["2.2 entries", { specVersion: "1.0" }, "error schema/required"],
  ["2.2 entries may be empty", catalog([]), "clean"],
  ["2.2 host has a displayName", catalog([entry()], { host: {} }), "error schema/required"],
  [
    "2.2 logo",
    catalog([entry()], { host: { displayName: "E", logoUrl: "http://example.com/l.png" } }),
    "warning catalog/logo",
  ],
  ["2.2 extensions", catalog([entry()], { extensions: [] }), "error schema/type"],
  ["2.2 signature", catalog([entry()], { signature: "x" }), "error schema/type"],
  ["2.2 additionalSignatures", catalog([entry()], { additionalSignatures: "anything" }), "clean"],
  ["2.3 identifier", catalog([entry({ identifier: undefined })]), "error schema/required"],
  [
    "2.3 identifier should be an absolute URI",
    catalog([entry({ identifier: "weather" })]),
    "info catalog/identifier-form",
  ],
  ["2.3 unknown schemes are opaque", catalog([entry({ identifier: "tag:example.com,2026:weather" })]), "clean"],
  ["2.3 type", catalog([entry({ type: undefined })]), "error schema/required"],
  [
    "2.3 cards have the card's type",
    catalog([inline(card(), { type: "application/json" })]),
    "warning catalog/entry-type",
  ],
  [
    "2.3 the card's former type",
    catalog([entry({ type: "application/mcp-server+json" })]),
    "warning catalog/entry-type",
  ],
  ["2.3 other types are open", catalog([entry({ type: "application/agent-skills+zip" })]), "clean"],
  ["2.3 url and data", catalog([entry({ data: card() })]), "error schema/url-or-data"],
  ["2.3 neither url nor data", catalog([entry({ url: undefined })]), "error schema/url-or-data"],
  ["2.3 data of a card is the card", catalog([inline(null)]), "error schema/type"],
  ["2.3 data of others may be null", catalog([inline(null, { type: "application/x-note" })]), "clean"],
  ["2.3 displayName is optional", catalog([entry()]), "clean"],
  [
    "2.3 displayName wins",
    catalog([inline(card({ title: "Weather" }), { displayName: "Rain" })]),
    "info catalog/inline-display-name",
  ],
  ["2.3 description, too", catalog([inline(card(), { description: "Rain" })]), "info catalog/inline-display-name"],
  ["2.3 tags are texts", catalog([entry({ tags: [1] })]), "error schema/type"],
  ["2.3 version of several", catalog([entry(), entry()]), "error catalog/duplicate-identifier"],
  [
    "2.3 one versioned and one not",
    catalog([entry(), entry({ version: "1.0.0" })]),
    "error catalog/duplicate-identifier",
  ],
  [
    "2.3 identifier and version twice",
    catalog([entry({ version: "1.0.0" }), entry({ version: "1.0.0" })]),
    "error catalog/duplicate-identifier",
  ],
  ["2.3 several versions", catalog([entry({ version: "1.0.0" }), entry({ version: "2.0.0" })]), "clean"],
  [
    "2.3 the same identifier in a nested catalog",
    catalog([
      entry(),
      inline(catalog([entry()]), { type: "application/ai-catalog+json", identifier: "urn:air:example.com:c:n" }),
    ]),
    "clean",
  ],
  ["2.3 version is the artifact's", catalog([inline(card(), { version: "2.0.0" })]), "warning catalog/inline-version"],
  ["2.3 updatedAt", catalog([entry({ updatedAt: "yesterday" })]), "error schema/format"],
  ["2.3 updatedAt can be true", catalog([entry({ updatedAt: "9999-12-31T23:59:59Z" })]), "warning catalog/updated-at"],
  ["2.3 publisher", catalog([entry({ publisher: { identifier: "example.com" } })]), "error schema/required"],
  [
    "2.3 publisher without authority",
    catalog([entry({ url: "https://mcp.example.net/mcp/server-card" })]),
    "warning catalog/identifier-publisher",
    { servedFrom: "example.org" },
  ],
  [
    "2.3 projection: an aggregator keeps the publisher's identifier of what it leads to",
    catalog([entry()]),
    "clean",
    { servedFrom: "example.org" },
  ],
  ["2.3 digest", catalog([entry({ digest: md5 })]), "error schema/pattern"],
  [
    "2.3 digest of data",
    catalog([inline(card(), { digest: `sha256:${"0".repeat(64)}` })]),
    "error catalog/digest-mismatch",
  ],
  ["2.3 url is absolute", catalog([entry({ url: "/mcp/server-card" })]), "error catalog/relative-url"],
  [
    "2.4 lacks a namespace",
    catalog([entry({ identifier: "urn:air:example.com:weather" })]),
    "warning catalog/identifier-form",
  ],
  [
    "2.4 older urn:ai",
    catalog([entry({ identifier: "urn:ai:example.com:mcp:weather" })]),
    "warning catalog/identifier-form",
  ],
  [
    "2.4 older urn:mcp",
    catalog([entry({ identifier: "urn:mcp:server:com.example/weather" })]),
    "warning catalog/identifier-form",
  ],
  [
    "2.4 publisher is a domain",
    catalog([entry({ identifier: "urn:air:example:mcp:weather" })]),
    "warning catalog/identifier-form",
  ],
  [
    "2.4 lower case",
    catalog([entry({ identifier: "URN:AIR:example.com:mcp:weather" })]),
    "warning catalog/identifier-form",
  ],
  [
    "2.4 follows from the card's name",
    catalog([inline(card(), { identifier: "urn:air:example.com:mcp:rain" })]),
    "warning catalog/inline-name",
  ],
  ["2.5 a good manifest", trusted(), "clean"],
  ["2.5 a manifest without signature", trusted({ signature: undefined, trustSchema: { identifier: "x" } }), "clean"],
  ["2.5 manifests are objects", catalog([entry({ trustManifests: ["x"] })]), "error catalog/trust-manifest"],
  ["2.5 contributor", trusted({ contributor: undefined }), "error catalog/trust-manifest"],
  [
    "2.5 contributor is a URI",
    trusted({ contributor: "x", signature: signature({ signer: "x" }) }),
    "error catalog/trust-manifest",
  ],
  [
    "2.5 says something",
    catalog([entry({ trustManifests: [{ contributor: "did:web:example.com", attestations: [] }] })]),
    "error catalog/trust-manifest",
  ],
  ["2.5 attestations are objects", trusted({ attestations: ["x"] }), "error catalog/trust-manifest"],
  ["2.5 subject when signed", trusted({ subject: undefined }), "error catalog/trust-manifest"],
  [
    "2.5 subject is the entry's",
    trusted({ subject: { identifier: "urn:air:example.org:mcp:mail", type, url } }),
    "error catalog/trust-subject",
  ],
  ["2.5 subject's type", trusted({ subject: { identifier, type: "text/html", url } }), "error catalog/trust-subject"],
  [
    "2.5 subject's version",
    trusted({ subject: { identifier, type, url, version: "1" } }),
    "error catalog/trust-subject",
  ],
  ["2.5 subject has digest or url", trusted({ subject: { identifier, type } }), "error catalog/trust-subject"],
  [
    "2.5 subject's digest iff the entry's",
    trusted({}, { digest: `sha256:${"0".repeat(64)}` }),
    "error catalog/trust-subject",
  ],
  [
    "2.5 signer is the contributor",
    trusted({ signature: signature({ signer: "did:web:example.org" }) }),
    "error catalog/trust-signer",
  ],
  [
    "2.5 the catalog's signer is its host",
    catalog([entry()], {
      host: { displayName: "E", identifier: "did:web:example.org" },
      signature: signature({ jws: header({ typ: "ai-catalog+jws" }) }),
    }),
    "error catalog/trust-signer",
  ],
  [
    "2.5 a signed catalog",
    catalog([entry()], {
      host: { displayName: "E", identifier: "did:web:example.com" },
      signature: signature({ jws: header({ typ: "ai-catalog+jws" }) }),
    }),
    "clean",
  ],
  ...["signer", "profile", "issuedAt", "jws"].map(
    (member): Row => [
      `2.5 signature has ${member}`,
      trusted({ signature: signature({ [member]: undefined }) }),
      "error catalog/signature-form",
    ],
  ),
  ["2.5 issuedAt", trusted({ signature: signature({ issuedAt: "yesterday" }) }), "error catalog/signature-form"],
  [
    "2.5 expiresAt",
    trusted({ signature: signature({ expiresAt: "2026-11-21T08:00:00Z" }) }),
    "error catalog/signature-form",
  ],
  [
    "2.5 jws is detached",
    trusted({ signature: signature({ jws: header().replace("..", ".e30.") }) }),
    "error catalog/signature-form",
  ],
  ...["none", "None", "HS256", "HS512", "RS256"].map(
    (alg): Row => [
      `2.5 alg ${alg}`,
      trusted({ signature: signature({ jws: header({ alg }) }) }),
      "error catalog/signature-algorithm",
    ],
  ),
  ...["jku", "jwk", "x5u", "x5c", "b64"].map(
    (member): Row => [
      `2.5 no ${member}`,
      trusted({ signature: signature({ jws: header({ [member]: "x" }) }) }),
      "error catalog/signature-algorithm",
    ],
  ),
  [
    "2.5 kid is the signer's",
    trusted({ signature: signature({ jws: header({ kid: "did:web:example.org#k" }) }) }),
    "error catalog/signature-algorithm",
  ],
  ["2.5 typ", trusted({ signature: signature({ jws: header({ typ: "JWT" }) }) }), "error catalog/signature-algorithm"],
  [
    "2.5 weak digest",
    trusted({ provenance: [{ relation: "copiedFrom", sourceDigest: md5 }] }),
    "error catalog/trust-digest",
  ],
  ["2.5 additionalSignatures in a manifest", trusted({ additionalSignatures: 7 }), "clean"],
  ["2.5 older shape", older({ identity: "did:web:example.com" }), "warning catalog/renamed-member"],
  [
    "2.5 older identity of something else",
    older({ identity: "urn:air:example.org:mcp:mail" }),
    "warning catalog/trust-subject",
  ],
  [
    "2.5 older alg none",
    older({ identity: "x", signature: header({ alg: "none" }) }),
    "warning catalog/signature-algorithm",
  ],
  [
    "2.5 older weak digest",
    older({ identity: "x", provenance: [{ sourceDigest: md5 }] }),
    "warning catalog/trust-digest",
  ],
  [
    "2.5 host.trustManifest",
    catalog([entry()], { host: { displayName: "E", trustManifest: {} } }),
    "warning catalog/renamed-member",
  ],
  ["2.5 metadata", catalog([entry({ metadata: {} })]), "warning catalog/renamed-member"],
  ["2.5 mediaType", catalog([{ identifier, url, mediaType: type }]), "warning catalog/renamed-member"],
  ["2.5 inline", catalog([entry({ inline: {} })]), "warning catalog/renamed-member"],
  ["2.5 collections", catalog([entry()], { collections: [] }), "warning catalog/renamed-member"],
  ["2.6 key of an extension", catalog([entry({ extensions: { score: 1 } })]), "error catalog/extension-key"],
  [
    "2.6 the grammar of _meta",
    catalog([entry()], { extensions: { "com.example/score": 1 } }),
    "error catalog/extension-key",
  ],
  ["2.6 reverse DNS", catalog([entry({ extensions: { "com.example.confidenceScore": 1 } })]), "clean"],
  [
    "2.6 official extensions",
    catalog([entry()], {
      extensions: {
        "https://ai-catalog.org/extensions/metadata": {},
        "https://ai-catalog.org/extensions/policy-urls": {},
      },
    }),
    "clean",
  ],
  ["2.7 four levels", nest(4), "clean"],
  ["2.7 five levels", nest(5), "warning catalog/too-deep"],
  ["2.7 private addresses", catalog([entry({ url: "https://10.0.0.1/server-card" })]), "error catalog/entry-url"],
  ["2.7 other schemes", catalog([entry({ url: "file:///etc/passwd" })]), "error catalog/entry-url"],
  ["2.7 https", catalog([entry({ url: "http://mcp.example.com/mcp/server-card" })]), "warning catalog/entry-http"],
  ["2.8 level 1", catalog([entry()]), "clean"],
  ["2.8 level 2", catalog([entry()], { host: { displayName: "Example" } }), "clean"],
  ["2.8 level 1: every manifest is valid", catalog([entry({ trustManifests: [{}] })]), "error catalog/trust-manifest"],
];

const queries = ["will it rain", "how warm is it"];
const ard = (members: object = {}) =>
  catalog([entry({ displayName: "Weather", representativeQueries: queries, ...members })]);

/** spec.md 4.6, ARD 0.91. */
const ardRows: readonly Row[] = [
  ["displayName", ard({ displayName: undefined }), "warning catalog/ard-display-name"],
  ["urn:air", ard({ identifier: "https://example.com/weather" }), "warning catalog/ard-identifier"],
  ["capabilities", ard({ capabilities: { tools: {} } }), "warning catalog/ard-capabilities"],
  ["capabilities are texts", ard({ capabilities: ["forecast"] }), "clean"],
  ["one query", ard({ representativeQueries: ["one"] }), "warning catalog/ard-queries"],
  ["six queries", ard({ representativeQueries: Array(6).fill("one") }), "warning catalog/ard-queries"],
  ["two queries", ard(), "clean"],
  ["application/ai-registry+json", ard({ type: "application/ai-registry+json" }), "clean"],
  ["metadata is still ARD's", ard({ metadata: {} }), "info catalog/renamed-member"],
  ["no ARD, no displayName", catalog([entry()]), "clean"],
];

function play(rows: readonly Row[]): void {
  for (const [demand, document, said, options] of rows) {
    const found = findingsOf(document, options);
    const about = `${demand}: said ${found.join(", ") || "nothing"}`;
    if (said === "clean")
      assert.deepEqual(
        found.filter((one) => !one.startsWith("info ")),
        [],
        about,
      );
    else assert.ok(found.includes(said), `${about}, not ${said}`);
    if (!said.startsWith("error")) assert.ok(!found.some((one) => one.startsWith("error ")), about);
  }
}

test("every rule about a card that the text gives is one of our codes, with its severity", () => play(cardRows));

test("keys of _meta that either text reserves are warned about, others are not", () => play(metaRows));

test("every version of the matrix is refused, warned about or accepted as its row says", () => play(versionRows));

test("every demand on a catalog is one of our codes, with its severity", () => play(catalogRows));

test("what ARD asks beyond AI Catalog is warned about, in catalogs for ARD only", () => play(ardRows));

test("no id of the text's table is left out", { skip: skipWithout("../spec.md") }, () => {
  const lines = readFileSync(sharedData("../spec.md") ?? "", "utf8").split("\n");
  const ids = lines.flatMap((line) => /^\| (SC-[A-Z0-9-]+) \|/.exec(line)?.[1] ?? []);
  assert.ok(ids.length >= 40);
  const covered = new Set([...cardRows.map(([demand]) => demand.split(" ", 1)[0]), ...Object.keys(elsewhere)]);
  assert.deepEqual(
    ids.filter((id) => !covered.has(id)),
    [],
  );
});

// Configurations of clients: each in its own form and place, nothing of the user's lost, nothing of a hostile card let in.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "jsonc-parser";
import { clientNames } from "../src/clients/client.ts";
import { clients } from "../src/clients/clients.ts";
import { addServer, type NewServer } from "../src/clients/edit-config.ts";
import { fillRemote } from "../src/clients/fill-remote.ts";
import { isServerKey, serverKey } from "../src/clients/server-key.ts";
import type { Remote } from "../src/document/card.ts";

const remote: Remote = {
  type: "streamable-http",
  url: "https://mcp.example.com/mcp",
  headers: [
    {
      name: "Authorization",
      value: "Bearer {token}",
      isSecret: true,
      variables: { token: { description: "Your token", isSecret: true } },
    },
    { name: "X-Units", value: "metric" },
    { name: "X-Trace" },
  ],
};

function filled(client: (typeof clientNames)[number], of: Remote = remote) {
  const result = fillRemote(of, clients[client], "weather");
  assert.ok("remote" in result, JSON.stringify(result));
  return result;
}

const variable = "MCP_MCP_EXAMPLE_COM__TOKEN";
const url = remote.url;

test("each client gets the form that its documentation shows", () => {
  const headers = (authorization: string): object => ({ Authorization: authorization, "X-Units": "metric" });
  const expected: Record<string, object> = {
    vscode: { type: "http", url, headers: headers(`Bearer \${input:mcp.example.com-token}`) },
    cursor: { url, headers: headers(`Bearer \${env:${variable}}`) },
    "claude-code": { type: "http", url, headers: headers(`Bearer \${${variable}}`) },
    "claude-desktop": {
      command: "npx",
      args: [
        ...["-y", "mcp-remote", url, "--transport", "http-only"],
        ...["--header", `Authorization:\${HEADER_AUTHORIZATION}`, "--header", `X-Units:\${HEADER_X_UNITS}`],
      ],
      env: { HEADER_AUTHORIZATION: `Bearer <${variable}>`, HEADER_X_UNITS: "metric" },
    },
    windsurf: { serverUrl: url, headers: headers(`Bearer \${env:${variable}}`) },
    zed: { url, headers: headers(`Bearer <${variable}>`) },
    "gemini-cli": { httpUrl: url, headers: headers(`Bearer \${${variable}}`) },
  };
  for (const name of clientNames) {
    const { remote: made, leftOut } = filled(name);
    assert.deepEqual(clients[name].entry(made), expected[name], name);
    assert.deepEqual(leftOut, ["X-Trace"]);
  }
  const sse: Remote = { type: "sse", url };
  assert.equal(clients["gemini-cli"].entry(filled("gemini-cli", sse).remote)["url"], url);
  assert.equal(clients.vscode.entry(filled("vscode", sse).remote)["type"], "sse");
});

test("each client keeps its file where its documentation says, on every system and for both scopes", () => {
  const linux = { platform: "linux", env: { HOME: "/home/me" } };
  const mac = { platform: "darwin", env: { HOME: "/Users/me" } };
  const windows = { platform: "win32", env: { USERPROFILE: "C:\\me", APPDATA: "C:\\me\\AppData\\Roaming" } };
  const at = (name: (typeof clientNames)[number], machine: typeof linux | typeof windows): string => {
    const place = clients[name].place("user", machine);
    return `${place?.root} ${place?.path}`;
  };
  assert.equal(at("vscode", linux), "/home/me .config/Code/User/mcp.json");
  assert.equal(at("vscode", mac), "/Users/me Library/Application Support/Code/User/mcp.json");
  assert.equal(at("vscode", windows), "C:\\me\\AppData\\Roaming Code/User/mcp.json");
  assert.equal(at("claude-desktop", mac), "/Users/me Library/Application Support/Claude/claude_desktop_config.json");
  assert.equal(at("claude-desktop", windows), "C:\\me\\AppData\\Roaming Claude/claude_desktop_config.json");
  assert.equal(at("claude-code", linux), "/home/me .claude.json");
  assert.equal(at("windsurf", windows), "C:\\me .codeium/windsurf/mcp_config.json");
  assert.equal(at("zed", mac), "/Users/me .config/zed/settings.json");
  assert.equal(at("gemini-cli", linux), "/home/me .gemini/settings.json");
  assert.equal(
    clients.zed.place("user", { platform: "linux", env: { HOME: "/h", XDG_CONFIG_HOME: "/x" } })?.root,
    "/x",
  );
  const projects = clientNames.map((name) => clients[name].place("project", linux)?.path);
  assert.deepEqual(projects, [
    ...[".vscode/mcp.json", ".cursor/mcp.json", ".mcp.json", undefined],
    ...[undefined, ".zed/settings.json", ".gemini/settings.json"],
  ]);
  assert.equal(clients.cursor.place("user", { platform: "linux", env: {} }), undefined);
});

test("a secret that somebody published is never written: the user is asked for it instead", () => {
  const secrets: Remote["headers"] = [
    { name: "Authorization", value: "Bearer sk-live-1234567890" },
    { name: "X-Plan", value: "hidden-value", isSecret: true },
    { name: "X-Tenant", value: "{t}", variables: { t: { value: "secret-tenant", isSecret: true } } },
  ];
  for (const name of clientNames) {
    const { remote: made } = filled(name, { ...remote, headers: secrets });
    assert.doesNotMatch(JSON.stringify([clients[name].entry(made), made.inputs]), /sk-live|hidden-value|secret-tenant/);
    assert.equal(made.inputs.length, 3);
    assert.ok(
      made.inputs.every(({ secret }) => secret),
      name,
    );
  }
});

test("what the user gives is named after the host that gets it, so no card can take another server's token", () => {
  const nameFor = (of: Remote): string => filled("cursor", of).remote.inputs[0]?.variable ?? "";
  const headers = [{ name: "token", isSecret: true }];
  const urls = [
    ...[
      "https://api.example.com/",
      "https://api-example.com/",
      "https://api_example.com/",
      "https://api.example.com:8443/",
    ],
    ...["https://{api}.{example}.{com}/", "https://{api}.example.com/", "https://api--example.com/"],
  ];
  // `shop.example.co` is no part of `shop.example.co.uk`, whatever it calls its header.
  const [longer, shorter] = ["token", "uk-token"].map((name, at) =>
    nameFor({
      type: "sse",
      url: ["https://shop.example.co.uk/", "https://shop.example.co/"][at] ?? "",
      headers: [{ name, isSecret: true }],
    }),
  );
  assert.notEqual(longer, shorter);
  const names = urls.map((each) => nameFor({ type: "sse", url: each, headers }));
  assert.equal(new Set(names).size, urls.length, names.join("\n"));
  assert.ok(names.every((name) => /^MCP_[A-Z0-9_]+$/.test(name)));
});

test("a card's text cannot reach for the user's environment, start a line or leave its string", () => {
  const hostile: Remote[] = [
    { ...remote, url: `https://example.com/\${env:HOME}` },
    { ...remote, url: "https://example.com/$HOME" },
    { ...remote, headers: [{ name: "X-A", value: `\${input:other-token}` }] },
    { ...remote, headers: [{ name: "X-A", value: "a\r\nX-B: c" }] },
    { ...remote, headers: [{ name: "X A", value: "a" }] },
    { ...remote, headers: [{ name: `X-\${HOME}`, value: "a" }] },
    { ...remote, headers: [{ name: "X-A", value: "{v}", variables: { v: { value: "$PATH" } } }] },
    { ...remote, url: "file:///etc/passwd" },
    { ...remote, url: "https://me:secret@example.com/" },
    { ...remote, url: "https://example.com/{a-b}" },
  ];
  for (const each of hostile) {
    for (const name of clientNames) {
      const result = fillRemote(each, clients[name], "weather");
      assert.ok("problem" in result, `${name} ${JSON.stringify(each)}`);
    }
  }
  for (const path of ["?a=1&calc", "%PATH%", "|x", ";x", "`x`", "(x)", "^x", "!x!"]) {
    const result = fillRemote({ type: "sse", url: `https://example.com/${path}` }, clients["claude-desktop"], "w");
    assert.ok("problem" in result, path);
  }
  for (const name of ["X&calc&", "X|calc", "%PATH%", "X^A", "X-`id`", "X'A", "X!A!", "X*", "X#A"]) {
    for (const header of [
      { name, value: "1" },
      { name, isSecret: true },
    ]) {
      const result = fillRemote({ type: "sse", url, headers: [header] }, clients["claude-desktop"], "w");
      assert.ok("problem" in result && result.problem.includes(`the header "${name}" holds what a shell`), name);
    }
  }
  const long = { name: "X-A", isSecret: true, description: `${"a".repeat(199)}\u{1f600}` };
  assert.equal(filled("vscode", { ...remote, headers: [long] }).remote.inputs[0]?.description.length, 208);
  const described = { name: "X-A", isSecret: true, description: `\${env:HOME}\u001b[31m\n\u202e` };
  const [input] = filled("vscode", { ...remote, headers: [described] }).remote.inputs;
  assert.match(input?.description ?? "", /^weather: \{env:HOME\}[\x20-\x7e]*$/);
});

test("no variable of a card changes the host, and the endpoint that is told is the one that is written", () => {
  const at = (template: string, x: object = {}): Remote => ({ type: "sse", url: template, variables: { x } });
  const odd = [
    "@evil.example.com",
    ".evil.example.com",
    "evil.example.com",
    ":8443",
    "/",
    "\\",
    "?",
    "#",
    "",
    "a%2eb",
    "a b",
  ];
  for (const text of odd) {
    for (const x of [{ value: text }, { default: text }, { choices: ["a", text] }]) {
      const hostile = [
        at("https://{x}.example.com/mcp", x),
        at("https://example.com:{x}/", x),
        at("https://a{x}.example.com", x),
      ];
      for (const each of hostile)
        assert.ok("problem" in fillRemote(each, clients["claude-code"], "w"), JSON.stringify(each));
    }
  }
  for (const template of [
    ...["https://example.com{x}/mcp", "https://example.com{x}", "https://example.com{x}:443/", "https://{x}{y}/"],
    ...[
      "https:{x}/mcp",
      "https:///{x}/mcp",
      "{x}://example.com/",
      "https://{x}@example.com/",
      "https://a:{x}@example.com/",
    ],
  ])
    assert.ok("problem" in fillRemote(at(template), clients["claude-code"], "w"), template);
  const told = (template: string, x: object): string => filled("cursor", at(template, x)).endpoint;
  assert.equal(told("https://{x}.example.com/{x}", { value: "eu" }), "https://eu.example.com/eu");
  assert.equal(told("https://{x}.example.com/", { default: "eu", choices: ["eu", "us"] }), "https://{x}.example.com/");
  assert.equal(told("https://example.com/{x}", { value: "@a.b/../c" }), "https://example.com/@a.b/../c");
});

test("what looks alike to an environment is told apart, and no secret shares the input of what is none", () => {
  const headers: Remote["headers"] = [
    { name: "X-A", isRequired: true },
    { name: "X_A", isRequired: true },
    { name: "X-B", value: "{Token}", variables: { Token: {} } },
    { name: "X-C", value: "{token}", variables: { token: { isSecret: true } } },
    { name: "X-D", value: "{token}", variables: { token: { isSecret: false, choices: ["a"] } } },
    { name: "X-E", value: "{token}", variables: { token: { isSecret: true } } },
    { name: `${"x".repeat(50)}1`, isSecret: true },
    { name: `${"x".repeat(50)}2`, isSecret: true },
  ];
  for (const name of clientNames) {
    const { remote: made } = filled(name, { ...remote, headers });
    assert.equal(made.inputs.length, 7);
    for (const part of ["id", "variable"] as const)
      assert.equal(new Set(made.inputs.map((input) => input[part].toLowerCase())).size, 7, name);
    const entry = clients[name].entry(made);
    const values = Object.values((entry["headers"] ?? entry["env"]) as Record<string, string>);
    assert.equal(values.length, headers.length, name);
    assert.equal(new Set(values).size, 7, `${name} ${values}`);
    assert.equal(values[3], values[5]);
    const secret = made.inputs.filter((input) => input.secret).map(({ id }) => id);
    assert.deepEqual(secret.slice(0, 1), ["mcp.example.com-token-4"]);
  }
  const leaky: Remote = {
    type: "sse",
    url: "https://{Authorization}.example.com/{x}",
    variables: { Authorization: { isSecret: true } },
    headers: [{ name: "Authorization", isSecret: true }],
  };
  const made = filled("vscode", leaky).remote;
  assert.equal(made.inputs.length, 3);
  assert.ok(!made.url.includes(made.headers[0]?.value ?? ""), made.url);
});

test("any name gives a key that every client takes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (name) => {
      assert.ok(isServerKey(serverKey(name)), serverKey(name));
    }),
  );
  const keys = [
    "com.example/weather",
    "com.example/__proto__",
    "com.example/9.lives",
    "a/constructor",
    "a/-",
    "a/b.c_d",
  ];
  assert.deepEqual(keys.map(serverKey), [
    "weather",
    "proto__".replace(/_+$/, ""),
    "lives",
    "mcp-constructor",
    "mcp-server",
    "b-c_d",
  ]);
});

const server: NewServer = { key: "weather", entry: { url }, url, inputs: [] };

test("comments, order, indentation, line ends and a byte order mark stay as they are", () => {
  const text =
    '\ufeff// mine\r\n{\r\n\t"zoo": 1, // first\r\n\t"mcpServers": {\r\n\t\t/* kept */ "old": { "url": "https://old.example.com" },\r\n\t},\r\n\t"a": [1,2],\r\n}\r\n';
  const edited = addServer(text, server, { client: clients.cursor, force: false });
  assert.ok("text" in edited);
  const added = '"weather":{"url":"https://mcp.example.com/mcp"}';
  const bare = (of: string): string => of.replace(/\s+/g, "").replace(/,(?=\})/g, "");
  assert.equal(bare(edited.text).replace(`,${added}`, ""), bare(text));
  assert.match(edited.text, /^\ufeff\/\/ mine\r\n\{\r\n\t"zoo": 1, \/\/ first\r\n/);
  assert.doesNotMatch(edited.text, /[^\r]\n|\n {2}/);
  assert.ok(edited.text.includes("\t\t/* kept */"));
});

test("whatever a configuration holds, all of it is there afterwards, and a second time changes nothing", () => {
  const inputs = [{ id: "i", variable: "I", description: "d", secret: true }];
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 2, 4, "\t"), (members, indent) => {
      const before = JSON.parse(JSON.stringify({ ...members, servers: { other: members } }));
      delete before.inputs;
      const client = clients.vscode;
      const edited = addServer(JSON.stringify(before, null, indent), { ...server, inputs }, { client, force: false });
      assert.ok("text" in edited && edited.state === "added");
      const { servers, inputs: listed, ...rest } = JSON.parse(edited.text);
      const { servers: had, ...kept } = before;
      assert.deepEqual(rest, kept);
      assert.deepEqual(servers, { ...had, weather: { url } });
      assert.deepEqual(listed, [{ type: "promptString", id: "i", description: "d", password: true }]);
      const again = addServer(edited.text, { ...server, inputs }, { client, force: false });
      assert.deepEqual(again, { state: "same", key: "weather", text: edited.text });
    }),
  );
});

test("another server of the same key is refused, the same endpoint left alone, --force replaces; inputs are not doubled", () => {
  const text =
    '{ "servers": { "weather": { "url": "https://other.example.com" } }, "inputs": [{ "id": "i", "mine": true }] }';
  const client = clients.vscode;
  const inputs = [{ id: "i", variable: "I", description: "d", secret: true }];
  const taken = addServer(text, server, { client, force: false });
  assert.deepEqual(taken, {
    state: "taken",
    problem: '"weather" is there already and leads to https://other.example.com',
  });
  const forced = addServer(text, { ...server, inputs }, { client, force: true });
  assert.ok("text" in forced);
  assert.deepEqual(parse(forced.text), { servers: { weather: { url } }, inputs: [{ id: "i", mine: true }] });
  const byHand =
    '{ "mcpServers": { "mine": { "command": "npx", "args": ["mcp-remote", "https://mcp.example.com/mcp"] } } }';
  const same = addServer(byHand, server, { client: clients["claude-desktop"], force: false });
  assert.deepEqual(same, { state: "same", key: "mine", text: byHand });
});

test("a long line that a program wrote stays as it is, but for the server", () => {
  const projects = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`/p/${at}`, { allowedTools: ["a b"] }]));
  const text = JSON.stringify({ mcpServers: {}, projects });
  const edited = addServer(text, server, { client: clients["claude-code"], force: false });
  assert.ok("text" in edited);
  assert.ok(edited.text.startsWith('{"mcpServers":{"weather": {"url"') && edited.text.endsWith(text.slice(16)));
});

test("what is no configuration is left alone, with the line that is wrong", () => {
  const problems: [string, RegExp][] = [
    ['{\n  "a": 1\n  "b": 2 }', /no JSON \(CommaExpected in line 3\)/],
    ["[]", /no object/],
    ['{ "mcpServers": [] }', /"mcpServers" is no object/],
    ["toml = true", /no JSON/],
    [`${"[".repeat(20_000)}${"]".repeat(20_000)}`, /nested too deep/],
    [`{ "a": ${"[".repeat(20_000)}${"]".repeat(20_000)} }`, /nested too deep/],
    ['{ "mcpServers": {}, "a": 1, "mcpServers": {} }', /"mcpServers" twice/],
    ['{ "mcpServers": { "weather": {}, /* old */ "we\\u0061ther": {} } }', /"weather" twice/],
  ];
  for (const [text, words] of problems) {
    const edited = addServer(text, server, { client: clients.cursor, force: true });
    assert.ok(edited.state === "unreadable" && words.test(edited.problem), JSON.stringify(edited));
  }
  const twice = addServer('{ "inputs": [], "inputs": [] }', server, { client: clients.vscode, force: true });
  assert.ok("problem" in twice && /"inputs" twice/.test(twice.problem));
  const elsewhere = '{ "a": { "mcpServers": 1, "mcpServers": 2 }, "b": 1, "b": 2, "mcpServers": { "a": {}, "a": {} } }';
  assert.equal(addServer(elsewhere, server, { client: clients.cursor, force: false }).state, "added");
});

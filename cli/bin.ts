#!/usr/bin/env node
// The launcher: refuses a Node.js that is too old in words, before anything that such a Node.js cannot parse is loaded.

const found = process.versions.node;
const [major, minor] = found.split(".").map(Number);

if (Number(major) < 20 || (Number(major) === 20 && Number(minor) < 19)) {
  process.stderr.write(`mcp-discover needs Node.js 20.19 or newer; this is ${found}.\n`);
  process.exitCode = 2;
} else {
  import("./main.ts").then((module) => module.main());
}

#!/usr/bin/env node
// The launcher: refuses a Node.js that is too old in words, and loads the program: `validate` alone, or all of it.

const found = process.versions.node;
const [major, minor] = found.split(".").map(Number);

if (Number(major) < 20 || (Number(major) === 20 && Number(minor) < 19)) {
  process.stderr.write(`mcp-discover needs Node.js 20.19 or newer; this is ${found}.\n`);
  process.exitCode = 2;
} else if (process.argv[2] === "validate") {
  // As CommonJS, which the build makes of it: setting up the loader of modules would cost more than loading this one.
  require("./validate.ts");
} else {
  import("./main.ts").then((module) => module.main());
}

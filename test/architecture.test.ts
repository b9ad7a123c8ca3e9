// The promises of docs/design.md that a machine can hold: rooms, doorways, first lines, dependencies, lockfile.

import assert from "node:assert/strict";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path/posix";
import { test } from "node:test";
import { version } from "../src/version.ts";
import { projectFiles, readProjectFile } from "./support/project.ts";

interface Import {
  readonly file: string;
  readonly target: string;
  /** Erased by the compiler. */
  readonly typeOnly: boolean;
  /** `await import()`. */
  readonly lazy: boolean;
}

const rooms = ["src", "registry", "cli"] as const;
const files = projectFiles(rooms, [".ts", ".tsx"]);
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readProjectFile(file);
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm)) {
    found.push({ file, target: match[2] ?? "", typeOnly: match[1] !== undefined, lazy: false });
  }
  for (const match of text.matchAll(/\bimport\("([^"]+)"\)/g)) {
    found.push({ file, target: match[1] ?? "", typeOnly: false, lazy: true });
  }
  return found;
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? "";
}

function packageOf(target: string): string | undefined {
  if (target.startsWith(".") || target.startsWith("node:") || builtinModules.includes(target)) return undefined;
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

test("imports go one way: schemas, src, registry, cli", () => {
  const allowed: Record<string, readonly string[]> = {
    src: ["src"],
    registry: ["src", "registry"],
    cli: ["src", "registry", "cli"],
  };
  const wrong = imports
    .filter(({ target }) => target.startsWith("."))
    .filter(({ file, target }) => !allowed[roomOf(file)]?.includes(roomOf(join(dirname(file), target))));
  assert.deepEqual(wrong, []);
});

test("what validate, publish and discover load holds no part of the registry", () => {
  const starts = ["cli/main.ts", "cli/commands/validate.ts", "cli/commands/publish.ts", "cli/commands/discover.ts"];
  assert.deepEqual(
    [...loadedBy(starts)].filter((file) => roomOf(file) === "registry"),
    [],
  );
});

test("a registry that starts loads no MCP SDK: the first message to /mcp does", () => {
  assert.ok(!loadedBy(["registry/server.ts"]).has("registry/mcp/mcp-sdk.ts"));
  assert.ok(imports.some(({ file, target, lazy }) => lazy && file.startsWith("registry/") && /mcp-sdk/.test(target)));
});

/** The files that are loaded with the given ones, before any `await import()`. */
function loadedBy(starts: readonly string[]): Set<string> {
  const loaded = new Set<string>();
  const next = [...starts];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    for (const each of imports) {
      const eager = each.file === file && !each.lazy && !each.typeOnly && each.target.startsWith(".");
      if (eager) next.push(join(dirname(file), each.target));
    }
  }
  return loaded;
}

test("each package is imported through the doorway that docs/design.md names, and no other file", () => {
  const doorways = new Map<string, string[]>();
  for (const line of readProjectFile("docs/design.md").split("\n")) {
    const cells = line.split("|").map((cell) => cell.trim());
    const name = /^`([^`]+)`/.exec(cells[1] ?? "")?.[1];
    const doors = [...(cells[3] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
    if (name !== undefined && doors.length > 0) doorways.set(name, doors);
  }
  const wrong = imports.flatMap(({ file, target, typeOnly }) => {
    const name = packageOf(target);
    if (name === undefined) return [];
    const doors = doorways.get(name) ?? (typeOnly ? doorways.get(`@types/${name}`) : undefined) ?? [];
    return doors.some((door) => file === door || (door.endsWith("/") && file.startsWith(door))) ? [] : [{ file, name }];
  });
  assert.deepEqual(wrong, []);
});

test("docs/design.md gives a reason for every dependency, and names none that is gone", () => {
  const manifest = JSON.parse(readProjectFile("package.json"));
  const design = readProjectFile("docs/design.md");
  const names = Object.keys({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
  });
  const silent = names.filter((name) => !design.includes(`\`${name}\``) && !name.startsWith("@types/"));
  assert.deepEqual(silent, []);
  const table = [...design.matchAll(/^\| `([^`/]+|@[^`]+)`(?: \([a-z ]+\))? +\|/gm)].map((match) => match[1] ?? "");
  assert.deepEqual(
    table.filter((name) => !names.includes(name)),
    [],
  );
});

test("every file says in its first line what it is for", () => {
  const silent = [...files, ...projectFiles(["test", "bench", "scripts"], [".ts", ".mjs"])].filter(
    (file) => !/^(#!.*\n)?\/\/ .{10,}/.test(readProjectFile(file)),
  );
  assert.deepEqual(silent, []);
});

test("no file of the project is longer than 250 lines", () => {
  const long = files.filter((file) => readProjectFile(file).split("\n").length > 251);
  assert.deepEqual(long, []);
});

test("the library touches no process, console, clock or global fetch", () => {
  const wrong = files
    .filter((file) => roomOf(file) === "src")
    .flatMap((file) => {
      const code = readProjectFile(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      if (file === "src/http/in-process.ts") return [];
      const found = /\bprocess\.|["']node:process["']|\bconsole\.|\bDate\.now\(|\bnew Date\(\)|(?<![.\w])fetch\(/.exec(
        code,
      )?.[0];
      return found === undefined ? [] : [`${file}: ${found}`];
    });
  assert.deepEqual(wrong, []);
});

test("nothing asks URL.canParse, which Node 20 and 22 answer wrongly after some thousand calls", () => {
  const wrong = files.filter(
    (file) => !file.endsWith("/read-url.ts") && readProjectFile(file).includes("URL.canParse"),
  );
  assert.deepEqual(wrong, []);
});

test("only src/http opens sockets", () => {
  const sockets = ["node:net", "node:tls", "node:http", "node:https", "node:dns", "node:dgram", "undici"];
  const wrong = imports.filter(
    ({ file, target }) =>
      roomOf(file) === "src" && !file.startsWith("src/http/") && sockets.some((name) => target.startsWith(name)),
  );
  assert.deepEqual(wrong, []);
});

test("the version in the code is the version of the package", () => {
  assert.equal(version, JSON.parse(readProjectFile("package.json")).version);
});

test("the lockfile holds no download addresses", () => {
  assert.doesNotMatch(readProjectFile("package-lock.json"), /"resolved": "http/);
});

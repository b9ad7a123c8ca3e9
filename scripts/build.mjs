// Builds dist/: types and modules by tsc, validators by Ajv, the command line as one lazy bundle by esbuild.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { notices } from "./notices.mjs";
import { withoutProse } from "./rule-prose.mjs";
import { compileValidators } from "./validators.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (path) => join(root, path);

function typescript() {
  for (const folder of ["src", "cli", "registry", "test", "bench"])
    rmSync(at(`dist/${folder}`), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "-p", root], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

async function validators() {
  const { outputFiles } = await build({
    stdin: { contents: compileValidators(root), resolveDir: root, sourcefile: "compiled.js" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
  });
  writeFileSync(
    at("dist/src/validate/compiled.js"),
    `// Generated from schemas/ by scripts/build.mjs.\n${outputFiles[0].text}`,
  );
  cpSync(at("src/validate/compiled.d.ts"), at("dist/src/validate/compiled.d.ts"));
}

/** Makes a module of the library one file with all that it imports, in its own place. Returns esbuild's account of what went in. */
async function inOneFile(module, options) {
  const file = at(`dist/src/${module}.js`);
  const { metafile } = await build({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    legalComments: "none",
    banner: { js: `// Made by scripts/build.mjs from src/${module}.ts and what it imports.` },
    ...options,
  });
  rmSync(`${file}.map`, { force: true });
  return metafile;
}

/**
 * The parts of the official MCP SDK that `--live` speaks through: installed as a dependency, it would add 18 MB to every
 * install, for what a few runs load.
 */
function liveSdk() {
  return inOneFile("live/sdk", { minify: true });
}

/** Leaves out of the rules what only documentation reads; the table of codes, which reads it, may not be in the same file. */
function leaveOutProse(bundle, owner) {
  bundle.onLoad({ filter: /\/validate\/rules\/(?:card|catalog)\/[^/]+\.js$/ }, ({ path }) => ({
    contents: withoutProse(readFileSync(path, "utf8"), path),
  }));
  bundle.onLoad({ filter: /\/validate\/code-table\.js$/ }, () => {
    throw new Error(
      `${owner} may load the table of codes lazily only: in its own file the prose of the rules is left out`,
    );
  });
}

/**
 * Makes `mcp-discover/serve` one file that imports nothing but Node: it is loaded by every server that serves its card, at each
 * start. Nobody there looks for places in a text, so the parser that knows them stays out. Returns esbuild's account.
 */
async function serveModule() {
  const metafile = await inOneFile("serve/serve", {
    supported: { "regexp-unicode-property-escapes": true, "regexp-lookbehind-assertions": true },
    minifyWhitespace: true,
    minifySyntax: true,
    // Node prints the whole line that throws above what was thrown: one line of it all would bury the findings of a bad card.
    lineLimit: 160,
    plugins: [
      {
        name: "light",
        setup(bundle) {
          leaveOutProse(bundle, "serve");
          bundle.onLoad({ filter: /\/document\/locate\.js$/ }, () => ({
            contents: "export const createLocator = () => () => undefined;",
          }));
        },
      },
    ],
  });
  for (const name of readdirSync(at("dist/src/serve")))
    if (name.endsWith(".js.map") || (name.endsWith(".js") && name !== "serve.js")) rmSync(at(`dist/src/serve/${name}`));
  return metafile;
}

/** The argument parser can start other programs; ours never does, and not loading that saves 10 ms at every start. */
const withoutChildProcess = {
  name: "without-child-process",
  setup(bundle) {
    bundle.onResolve({ filter: /^node:child_process$/ }, () => ({ path: at("scripts/no-child-process.mjs") }));
  },
};

/** The MCP SDK's server comes with Ajv to look at answers of users in forms; ours asks nobody, and 300 KB stay out. */
const withoutJsonSchema = {
  name: "without-json-schema",
  setup(bundle) {
    bundle.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: at("scripts/no-json-schema.mjs"),
    }));
  },
};

/** Packages that `validate` seldom needs: each is a file of its own, that is read when one of these names is first used. */
const late = { commander: ["Command", "CommanderError", "Option"], "@humanwhocodes/momoa": ["parse"] };

/**
 * Makes the one file of `validate` smaller, because reading it is a third of what it costs to start: without the prose of the
 * rules, and without the late packages. node:module is wanted for a `require` only, which a CommonJS file has already.
 */
const slim = {
  name: "slim",
  setup(bundle) {
    leaveOutProse(bundle, "validate");
    bundle.onResolve({ filter: /^node:module$/ }, () => ({ path: at("scripts/own-require.cjs") }));
    bundle.onResolve({ filter: /^\.\/late\/.*\.js$/ }, ({ path }) => ({ path, external: true }));
    bundle.onResolve({ filter: /^(?:commander|@humanwhocodes\/momoa)$/ }, ({ path }) => ({ path, namespace: "late" }));
    bundle.onLoad({ filter: /./, namespace: "late" }, ({ path }) => ({
      contents: `module.exports = {\n${late[path].map((name) => `get ${name}() { return require("./late/${path.replace(/^.*\//, "")}.js").${name}; }`).join(",\n")}\n};`,
    }));
  },
};

/** Leaves every lazy import to another bundle, as `FOLDER/NAME.mjs`, and collects what that must hold in `found`. */
const lazyImportsTo = (folder, found) => ({
  name: "lazy-imports",
  setup(bundle) {
    bundle.onResolve({ filter: /./ }, async ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const { path: file } = await bundle.resolve(path, { resolveDir, kind: "import-statement" });
      const name = path.replace(/^.*\//, "").replace(/\.js$/, "");
      if (name in found && found[name] !== file) throw new Error(`two lazy imports are called ${name}`);
      found[name] = file;
      return { path: `${folder}/${name}.mjs`, external: true };
    });
  },
});

/** Lets the launcher start its programs, which are bundles of their own. */
const programs = {
  name: "programs",
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\/validate\.ts$/ }, () => ({ path: "./validate.js", external: true }));
    bundle.onResolve({ filter: /^\.\/main\.js$/ }, () => ({ path: "./main.mjs", external: true }));
  },
};

/**
 * Bundles the command line: the launcher, `validate` in one file (and what it seldom needs in `late/`), all else in `main.mjs`, and what either loads when it is
 * needed in `lazy/`. The native module stays outside. Returns esbuild's accounts of what went in.
 */
async function commandLine() {
  rmSync(at("dist/bin"), { recursive: true, force: true });
  const shared = {
    bundle: true,
    platform: "node",
    target: "node20",
    // Every Node from 20 on has these; esbuild asks of some property names, and then builds the expression at each use.
    supported: { "regexp-unicode-property-escapes": true, "regexp-lookbehind-assertions": true },
    // Names stay, for stacks that can be read: keeping them beside minified ones costs a call a function at every start.
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    external: ["better-sqlite3"],
    legalComments: "none",
    logLevel: "warning",
  };
  const asModule = {
    ...shared,
    format: "esm",
    // Its main file is UMD, whose inner requires no bundler sees.
    alias: { "jsonc-parser": at("node_modules/jsonc-parser/lib/esm/main.js") },
    outExtension: { ".js": ".mjs" },
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  };
  const lazy = {};
  const program = { outdir: at("dist/bin"), plugins: [withoutChildProcess, lazyImportsTo("./lazy", lazy)] };
  const bundles = [
    await build({
      ...shared,
      format: "cjs",
      entryPoints: { "mcp-discover": at("dist/cli/bin.js") },
      outdir: at("dist/bin"),
      plugins: [programs],
    }),
    await build({
      ...shared,
      ...program,
      format: "cjs",
      entryPoints: { validate: at("dist/cli/validate.js") },
      define: { "import.meta.url": "__filename" },
      plugins: [slim, ...program.plugins],
    }),
    await build({
      ...shared,
      format: "cjs",
      entryPoints: Object.keys(late).map((name) => ({ in: name, out: name.replace(/^.*\//, "") })),
      outdir: at("dist/bin/late"),
      absWorkingDir: root,
      plugins: [withoutChildProcess],
    }),
    await build({ ...asModule, ...program, entryPoints: { main: at("dist/cli/main.js") } }),
    await build({
      ...asModule,
      splitting: true,
      entryPoints: lazy,
      outdir: at("dist/bin/lazy"),
      plugins: [withoutJsonSchema],
    }),
  ];
  writeFileSync(at("dist/bin/package.json"), '{ "type": "commonjs" }\n');
  return bundles.map(({ metafile }) => metafile);
}

mkdirSync(at("dist/src/validate"), { recursive: true });
typescript();
await validators();
const live = await liveSdk();
const serve = await serveModule();
writeFileSync(at("dist/bin/THIRD-PARTY-NOTICES.txt"), notices([live, serve, ...(await commandLine())], root));
writeFileSync(at("dist/.built"), "");

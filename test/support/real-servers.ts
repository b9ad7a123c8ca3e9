// Real nginx, Apache and Caddy on loopback, in the foreground, with folders of their own: started for one test and gone with it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The servers that can be started. */
export const realServers = ["nginx", "apache", "caddy"] as const;

/** One of {@link realServers}. */
export type RealServer = (typeof realServers)[number];

/** A site to serve. */
export interface Site {
  /** The folder that is served. Made readable for the user that the server runs as. */
  readonly root: string;
  /** Lines for the block of the site: `server`, `<VirtualHost>`, or the site's block of a Caddyfile. */
  readonly config?: string;
  /** Key and certificate, PEM: with them it speaks TLS only, under whatever name it is called by. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A server that listens on 127.0.0.1. */
export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A server that is not there after this time, in milliseconds, does not come. */
const startMs = 10_000;

const programs: Readonly<Record<RealServer, string>> = { nginx: "nginx", apache: "apache2", caddy: "caddy" };
const apacheModules = "/usr/lib/apache2/modules";

/** Why a server cannot be started here; undefined where it can. What `skip` of a test takes. */
export function whyAbsent(name: RealServer): string | undefined {
  const isThere = programPath(name) !== undefined && (name !== "apache" || isReadable(apacheModules));
  return isThere ? undefined : `${programs[name]} is not installed`;
}

/** Starts a server. Throws what it said where it refuses its configuration. */
export async function startServer(name: RealServer, site: Site): Promise<RunningServer> {
  const program = programPath(name);
  if (program === undefined) throw new Error(`${programs[name]} is not installed`);
  const home = mkdtempSync(join(tmpdir(), `${name}-`));
  chmodSync(home, 0o755);
  chmodSync(site.root, 0o755);
  const port = await freePort();
  const tls = site.tls === undefined ? undefined : { key: join(home, "key.pem"), cert: join(home, "cert.pem") };
  if (site.tls !== undefined && tls !== undefined) {
    writeFileSync(tls.key, site.tls.key);
    writeFileSync(tls.cert, site.tls.cert);
  }
  const file = join(home, "server.conf");
  const place = { home, port, root: site.root, config: site.config ?? "", tls };
  writeFileSync(file, { nginx: nginxConfig, apache: apacheConfig, caddy: caddyConfig }[name](place));
  const child = spawn(program, argumentsOf(name, file, home), {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const close = async (): Promise<void> => {
    await stop(child);
    rmSync(home, { recursive: true, force: true });
  };
  if (await listens(port, child)) return { port, close };
  await close();
  throw new Error(`${name} does not start: ${said.slice(0, 4000)}`);
}

interface Place {
  readonly home: string;
  readonly port: number;
  readonly root: string;
  readonly config: string;
  readonly tls: { readonly key: string; readonly cert: string } | undefined;
}

function argumentsOf(name: RealServer, file: string, home: string): string[] {
  if (name === "nginx") return ["-c", file, "-p", home, "-e", "stderr"];
  if (name === "apache") return ["-f", file, "-D", "FOREGROUND", "-e", "error"];
  return ["run", "--config", file, "--adapter", "caddyfile"];
}

/** Who is root runs its workers as root too, since a temporary folder is nobody else's. */
function nginxConfig({ home, port, root, config, tls }: Place): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${home}/${kind};`,
  );
  const secure = tls === undefined ? "" : `ssl_certificate ${tls.cert}; ssl_certificate_key ${tls.key};`;
  return `daemon off; worker_processes 1; pid ${home}/pid; error_log stderr crit; ${process.getuid?.() === 0 ? "user root;" : ""}
events { worker_connections 64; }
http {
  access_log off;
  types { text/html html; application/json json; }
  default_type application/octet-stream;
  ${temporary.join("\n  ")}
  server {
    listen 127.0.0.1:${port}${tls === undefined ? "" : " ssl"};
    ${secure}
    root "${root}";
    ${config}
  }
}
`;
}

/** Apache runs nothing as root, so the folder must be open to the user that Debian made for it. */
function apacheConfig({ home, port, root, config, tls }: Place): string {
  const modules = ["mpm_event", "authz_core", "mime", "dir", "headers", "rewrite", "env", "filter", "deflate", "ssl"];
  mkdirSync(join(home, "run"));
  writeFileSync(join(home, "types"), "text/html html\napplication/json json\n");
  const secure =
    tls === undefined ? "" : `SSLEngine On\nSSLCertificateFile ${tls.cert}\nSSLCertificateKeyFile ${tls.key}`;
  return `ServerRoot "${home}"
ServerName localhost
Listen 127.0.0.1:${port}
PidFile "${home}/pid"
DefaultRuntimeDir "${home}/run"
ErrorLog "${home}/errors"
LogLevel crit
StartServers 1
${process.getuid?.() === 0 ? "User www-data\nGroup www-data" : ""}
${modules.map((name) => `LoadModule ${name}_module ${apacheModules}/mod_${name}.so`).join("\n")}
TypesConfig "${home}/types"
<VirtualHost 127.0.0.1:${port}>
DocumentRoot "${root}"
${secure}
<Directory "${root}">
AllowOverride All
Require all granted
</Directory>
${config}
</VirtualHost>
`;
}

function caddyConfig({ port, root, config, tls }: Place): string {
  const secure = tls === undefined ? "" : `tls ${tls.cert} ${tls.key}`;
  return `{
  admin off
  auto_https off
  grace_period 1s
}
${tls === undefined ? "http" : "https"}://:${port} {
  bind 127.0.0.1
  ${secure}
  root * ${root}
  file_server
  ${config}
}
`;
}

async function listens(port: number, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + startMs;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (await accepts(port)) return true;
    await sleep(20);
  }
  return false;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Asks a server to end, which takes its workers with it, and kills it where it does not listen. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), 3000);
  await gone;
  clearTimeout(hard);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Debian keeps servers in a folder that is not on everybody's path. */
function programPath(name: RealServer): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, programs[name])).find(isReadable);
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

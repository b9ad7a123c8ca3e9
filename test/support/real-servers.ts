// Real nginx, Apache httpd and Caddy on loopback, each in a folder of its own and gone with the test.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Certificate } from "../../cli/demo/authority.ts";

export const serverNames = ["nginx", "apache", "caddy"] as const;
export type ServerName = (typeof serverNames)[number];

const programs: Readonly<Record<ServerName, string>> = { nginx: "nginx", apache: "apache2", caddy: "caddy" };

/** The `skip` of a test that needs the server: false where it is installed, else why not. */
export function skipWithoutServer(name: ServerName): string | false {
  const found = spawnSync("sh", ["-c", `command -v ${programs[name]}`]).status === 0;
  return !found && `${programs[name]} is not installed`;
}

export interface RealServer {
  readonly port: number;
  /** The folder that it serves. */
  readonly root: string;
  /** Starts anew with this configuration in its site. */
  restart(site: string): Promise<void>;
}

export interface RealServerOptions {
  /** Files below the root, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Configuration of the site, in the server's own words. */
  readonly site?: string;
  /** Serve over TLS with these. */
  readonly tls?: Certificate;
}

/** Starts a server and waits until it answers. */
export async function startServer(t: TestContext, name: ServerName, options: RealServerOptions): Promise<RealServer> {
  const home = mkdtempSync(join(tmpdir(), `mcp-discover-${name}-`));
  chmodSync(home, 0o755);
  const root = join(home, "site");
  for (const [path, text] of Object.entries(options.files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  if (options.tls) {
    writeFileSync(join(home, "cert.pem"), options.tls.cert);
    writeFileSync(join(home, "key.pem"), options.tls.key);
  }
  const port = await freePort();
  let child: ChildProcess | undefined;
  async function stop(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  async function restart(site: string): Promise<void> {
    await stop();
    child = run(name, { home, root, port, site, tls: options.tls !== undefined });
    await answering(port, child, home);
  }
  t.after(async () => {
    await stop();
    rmSync(home, { recursive: true, force: true });
  });
  await restart(options.site ?? "");
  return { port, root, restart };
}

interface Setup {
  readonly home: string;
  readonly root: string;
  readonly port: number;
  readonly site: string;
  readonly tls: boolean;
}

function run(name: ServerName, setup: Setup): ChildProcess {
  const config = join(setup.home, "config");
  writeFileSync(config, configs[name](setup));
  const argv: Record<ServerName, readonly string[]> = {
    nginx: ["nginx", "-p", setup.home, "-c", config],
    apache: ["apache2", "-X", "-d", setup.home, "-f", config],
    caddy: ["caddy", "run", "--config", config, "--adapter", "caddyfile"],
  };
  const [program = "", ...args] = argv[name];
  const child = spawn(program, args, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, HOME: setup.home },
  });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  child.once("exit", (code) => {
    if (code !== null && code !== 0) writeFileSync(join(setup.home, "failure"), said);
  });
  return child;
}

const configs: Readonly<Record<ServerName, (setup: Setup) => string>> = {
  nginx: ({ home, root, port, site, tls }) => `
    daemon off; master_process off; user root; pid ${home}/pid; error_log stderr;
    events {}
    http {
      access_log off;
      ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${home}/${kind};`).join("\n")}
      types { application/json json; text/html html; }
      default_type application/octet-stream;
      server {
        listen 127.0.0.1:${port}${tls ? " ssl" : ""};
        ${tls ? `ssl_certificate ${home}/cert.pem; ssl_certificate_key ${home}/key.pem;` : ""}
        root ${root};
        ${site}
      }
    }`,
  apache: ({ home, root, port, site, tls }) => `
ServerRoot ${home}
ServerName localhost
DefaultRuntimeDir ${home}
PidFile ${home}/pid
ErrorLog ${home}/error.log
Listen 127.0.0.1:${port}
User www-data
Group www-data
${["mpm_event", "authz_core", "mime", "headers", "alias", ...(tls ? ["ssl", "socache_shmcb"] : [])].map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`).join("\n")}
TypesConfig /dev/null
AddType application/json .json
DocumentRoot ${root}
${tls ? `SSLEngine on\nSSLCertificateFile ${home}/cert.pem\nSSLCertificateKeyFile ${home}/key.pem` : ""}
<Directory ${root}>
  Require all granted
</Directory>
${site}
`,
  caddy: ({ home, root, port, site, tls }) => `
{
  admin off
  auto_https off
  storage file_system ${home}/caddy
}
${tls ? "https" : "http"}://:${port} {
  bind 127.0.0.1
  ${tls ? `tls ${home}/cert.pem ${home}/key.pem` : ""}
  root * ${root}
  ${site}
  file_server
}
`,
};

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function answering(port: number, child: ChildProcess, home: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (existsSync(join(home, "failure")) || child.exitCode !== null) {
      throw new Error(`the server did not start: exit ${child.exitCode}`);
    }
    const socket = connect(port, "127.0.0.1");
    const open = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the server does not answer");
}

// The clients, each by its own documentation as of November 2026 (docs/clients.md).

import type { Client, ClientName, FilledRemote, Place } from "./client.ts";
import { distinct } from "./distinct.ts";
import { atHome, inSettings } from "./folders.ts";

const project = (path: string): Place => ({ path });

function headersOf({ headers }: FilledRemote): { readonly headers?: Readonly<Record<string, string>> } {
  return headers.length === 0 ? {} : { headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])) };
}

const typed = (remote: FilledRemote): Readonly<Record<string, unknown>> => ({
  type: remote.type === "sse" ? "sse" : "http",
  url: remote.url,
  ...headersOf(remote),
});

const vscode: Client = {
  name: "vscode",
  title: "VS Code",
  docs: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration",
  root: "servers",
  inputs: "inputs",
  urlMembers: ["url"],
  asks: "prompt",
  place: (scope, machine) =>
    scope === "project" ? project(".vscode/mcp.json") : inSettings(machine, "Code/User/mcp.json"),
  reference: ({ id }) => `\${input:${id}}`,
  entry: typed,
};

const cursor: Client = {
  name: "cursor",
  title: "Cursor",
  docs: "https://cursor.com/docs/mcp",
  root: "mcpServers",
  urlMembers: ["url"],
  asks: "environment",
  place: (scope, machine) => (scope === "project" ? project(".cursor/mcp.json") : atHome(machine, ".cursor/mcp.json")),
  reference: ({ variable }) => `\${env:${variable}}`,
  entry: (remote) => ({ url: remote.url, ...headersOf(remote) }),
};

const claudeCode: Client = {
  name: "claude-code",
  title: "Claude Code",
  docs: "https://code.claude.com/docs/en/mcp",
  root: "mcpServers",
  urlMembers: ["url"],
  asks: "environment",
  place: (scope, machine) => (scope === "project" ? project(".mcp.json") : atHome(machine, ".claude.json")),
  reference: ({ variable, initial }) =>
    initial !== undefined && /^[A-Za-z0-9._~-]+$/.test(initial) ? `\${${variable}:-${initial}}` : `\${${variable}}`,
  entry: typed,
};

/** A shell of Windows reads an argument again, so only what no shell knows may stand in one. */
const plainArgument = /^https?:\/\/[A-Za-z0-9._~:/?=[\]-]+$/;
const plainHeader = /^[A-Za-z0-9._~-]+$/;

const claudeDesktop: Client = {
  name: "claude-desktop",
  title: "Claude Desktop",
  docs: "https://modelcontextprotocol.io/docs/develop/connect-local-servers",
  root: "mcpServers",
  urlMembers: [],
  asks: "placeholder",
  place: (scope, machine) =>
    scope === "project" ? undefined : inSettings(machine, "Claude/claude_desktop_config.json"),
  reference: ({ variable }) => `\${${variable}}`,
  // Its file knows programs only: mcp-remote is the one that hands on to an endpoint. A space within an argument is lost on Windows.
  entry: ({ url, type, headers, inputs }) => {
    const taken = new Set<string>();
    const named = headers.map(({ name, value }) => ({
      name,
      value: fill(value, inputs),
      variable: distinct(headerVariable(name), taken, "_"),
    }));
    return {
      command: "npx",
      args: [
        "-y",
        "mcp-remote",
        url,
        "--transport",
        type === "sse" ? "sse-only" : "http-only",
        ...named.flatMap(({ name, variable }) => ["--header", `${name}:\${${variable}}`]),
      ],
      ...(named.length === 0 ? {} : { env: Object.fromEntries(named.map(({ variable, value }) => [variable, value])) }),
    };
  },
  refusal({ url, headers }) {
    const odd = headers.find(({ name }) => !plainHeader.test(name));
    if (plainArgument.test(url) && odd === undefined) return undefined;
    const what = odd === undefined ? "this URL" : `the header "${odd.name}"`;
    return `it starts a program with the endpoint as an argument, and ${what} holds what a shell might read: add a custom connector in its settings`;
  },
};

function headerVariable(name: string): string {
  return `HEADER_${name.replace(/[^A-Za-z0-9]/g, "_").toUpperCase()}`;
}

/** Claude Desktop expands nothing within `env`, so what the user gives stands there as a placeholder. */
function fill(value: string, inputs: FilledRemote["inputs"]): string {
  return inputs.reduce((text, { variable }) => text.replaceAll(`\${${variable}}`, `<${variable}>`), value);
}

const windsurf: Client = {
  name: "windsurf",
  title: "Windsurf",
  docs: "https://docs.windsurf.com/windsurf/cascade/mcp",
  root: "mcpServers",
  urlMembers: ["serverUrl", "url"],
  asks: "environment",
  place: (scope, machine) => (scope === "project" ? undefined : atHome(machine, ".codeium/windsurf/mcp_config.json")),
  reference: ({ variable }) => `\${env:${variable}}`,
  entry: (remote) => ({ serverUrl: remote.url, ...headersOf(remote) }),
};

const zed: Client = {
  name: "zed",
  title: "Zed",
  docs: "https://zed.dev/docs/ai/mcp",
  root: "context_servers",
  urlMembers: ["url"],
  asks: "placeholder",
  // Zed keeps to ~/.config on macOS, too.
  place(scope, machine) {
    if (scope === "project") return project(".zed/settings.json");
    if (machine.platform === "darwin") return atHome(machine, ".config/zed/settings.json");
    return inSettings(machine, machine.platform === "win32" ? "Zed/settings.json" : "zed/settings.json");
  },
  reference: ({ variable }) => `<${variable}>`,
  entry: (remote) => ({ url: remote.url, ...headersOf(remote) }),
};

const geminiCli: Client = {
  name: "gemini-cli",
  title: "Gemini CLI",
  docs: "https://geminicli.com/docs/tools/mcp-server",
  root: "mcpServers",
  urlMembers: ["httpUrl", "url"],
  asks: "environment",
  place: (scope, machine) =>
    scope === "project" ? project(".gemini/settings.json") : atHome(machine, ".gemini/settings.json"),
  reference: ({ variable }) => `\${${variable}}`,
  entry: (remote) => ({ [remote.type === "sse" ? "url" : "httpUrl"]: remote.url, ...headersOf(remote) }),
};

/** Every client by its name. */
export const clients: Readonly<Record<ClientName, Client>> = {
  vscode,
  cursor,
  "claude-code": claudeCode,
  "claude-desktop": claudeDesktop,
  windsurf,
  zed,
  "gemini-cli": geminiCli,
};

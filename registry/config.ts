// The registry's configuration: every default, and every complaint about what was given instead.

import { defaultNamespace } from "../src/namespace.ts";
import { readUrl } from "../src/text/read-url.ts";
import { defaultRate } from "./buckets.ts";
import type { Operator } from "./routes/x/about.ts";
import type { ProofMethod } from "./store/publication.ts";

/** Loopback, so that nothing is open to a network until somebody says so. */
export const defaultHost = "127.0.0.1";

/** The port that small HTTP services use by habit. */
export const defaultPort = 8080;

/** The store's file, in the folder where the command is run; the crawler writes the same one by default. */
export const defaultStorePath = "mcp-discover.db";

/** A rate above this is no limit. */
const maxRate = 1_000_000;

/** Nobody stands behind more proxies of their own. */
const maxProxies = 10;

/** What `start` needs to know. */
export interface RegistryConfig {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly storePath: string;
  /** Without a trailing slash, query or fragment. */
  readonly publicUrl?: string;
  readonly namespace: string;
  readonly operator?: Operator;
  /** How publishers may prove who they are; absent for a registry that only reads. */
  readonly publish?: readonly ProofMethod[];
  /** Requests a minute for each client; 0 limits nobody. Default {@link defaultRate}. */
  readonly rate?: number;
  /** Proxies of ours that stand before the registry. Default 0: what a client says of itself is not believed. */
  readonly trustedProxies?: number;
}

/** What may be given, as text from a command line; each has an environment twin. */
export interface ConfigOptions {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly store?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly namespace?: string | undefined;
  readonly operator?: string | undefined;
  readonly operatorContact?: string | undefined;
  readonly policyUrl?: string | undefined;
  /** `dns`, `http`, `none`, apart by commas. */
  readonly publish?: string | undefined;
  readonly rate?: string | undefined;
  readonly trustedProxies?: string | undefined;
}

/** A configuration, or all that is wrong with what was given: one clause each by its option, to be shown with `printable`. */
export type ConfigResult =
  | { readonly ok: true; readonly config: RegistryConfig }
  | { readonly ok: false; readonly complaints: readonly string[] };

/** Reads the configuration. An option wins over the environment, the environment over the default. */
export function readConfig(options: ConfigOptions, env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const host = options.host ?? env["MCP_DISCOVER_HOST"] ?? defaultHost;
  const port = options.port ?? env["MCP_DISCOVER_PORT"] ?? String(defaultPort);
  const storePath = options.store ?? env["MCP_DISCOVER_STORE"] ?? defaultStorePath;
  const publicUrl = options.publicUrl ?? env["MCP_DISCOVER_PUBLIC_URL"];
  const namespace = options.namespace ?? env["MCP_DISCOVER_NAMESPACE"] ?? defaultNamespace;
  const operator = {
    name: options.operator ?? env["MCP_DISCOVER_OPERATOR"],
    contact: options.operatorContact ?? env["MCP_DISCOVER_OPERATOR_CONTACT"],
    policy: options.policyUrl ?? env["MCP_DISCOVER_POLICY_URL"],
  };
  const publish = options.publish ?? env["MCP_DISCOVER_PUBLISH"];
  const rate = options.rate ?? env["MCP_DISCOVER_RATE"] ?? String(defaultRate);
  const trustedProxies = options.trustedProxies ?? env["MCP_DISCOVER_TRUSTED_PROXIES"] ?? "0";
  const complaints = [
    ...hostComplaints(host),
    ...portComplaints(port),
    ...(storePath === "" ? ["--store is empty: give the path of a database file"] : []),
    ...(publicUrl === undefined ? [] : publicUrlComplaints(publicUrl)),
    ...namespaceComplaints(namespace),
    ...publishComplaints(publish, host),
    ...operatorComplaints(operator),
    ...numberComplaints("rate", rate, maxRate),
    ...numberComplaints("trusted-proxies", trustedProxies, maxProxies),
  ];
  if (complaints.length > 0) return { ok: false, complaints };
  const numbers = { port: Number(port), rate: Number(rate), trustedProxies: Number(trustedProxies) };
  const methods = publish === undefined ? {} : { publish: publish.split(",") as ProofMethod[] };
  const config = { host, storePath, namespace, ...numbers, ...given(operator), ...methods };
  if (publicUrl === undefined) return { ok: true, config };
  return { ok: true, config: { ...config, publicUrl: new URL(publicUrl).href.replace(/\/+$/, "") } };
}

function hostComplaints(host: string): string[] {
  if (/^[A-Za-z0-9.:-]+$/.test(host)) return [];
  return [`--host: "${host}" is no name or address: give one without scheme, brackets or port`];
}

function portComplaints(port: string): string[] {
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65535) return [];
  return [`--port: "${port}" is not a whole number from 0 to 65535`];
}

function numberComplaints(name: string, text: string, most: number): string[] {
  if (/^\d{1,7}$/.test(text) && Number(text) <= most) return [];
  return [`--${name}: "${text}" is not a whole number from 0 to ${most}`];
}

function publicUrlComplaints(text: string): string[] {
  const url = readUrl(text);
  if (url === undefined || !["https:", "http:"].includes(url.protocol)) {
    return [`--public-url: "${text}" is no http or https URL`];
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return ["--public-url must not hold credentials, a query or a fragment"];
  }
  return [];
}

/** What was said, without what was not. */
function given(operator: Readonly<Record<keyof Operator, string | undefined>>): { readonly operator?: Operator } {
  const said = Object.entries(operator).filter(([, text]) => text !== undefined);
  return said.length === 0 ? {} : { operator: Object.fromEntries(said) };
}

function operatorComplaints({ contact, policy }: Readonly<Record<keyof Operator, string | undefined>>): string[] {
  const isUrl = (text: string, schemes: readonly string[]) => schemes.includes(readUrl(text)?.protocol ?? "");
  return [
    ...(contact === undefined || isUrl(contact, ["https:", "mailto:"])
      ? []
      : [`--operator-contact: "${contact}" is no https: or mailto: URL`]),
    ...(policy === undefined || isUrl(policy, ["https:", "http:"])
      ? []
      : [`--policy-url: "${policy}" is no https: URL`]),
  ];
}

function publishComplaints(publish: string | undefined, host: string): string[] {
  if (publish === undefined) return [];
  const methods = publish.split(",");
  const unknown = methods.find((method) => !["dns", "http", "none"].includes(method));
  if (unknown !== undefined) return [`--publish: "${unknown}" is none of dns, http, none`];
  if (!methods.includes("none") || isLoopback(host)) return [];
  return ['--publish "none" lets anybody write: it is for a registry that listens on loopback only'];
}

/** Whether only this machine can reach what listens at a host. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Whether what listens at a host does so at every address of the machine: no reader can be sent to that. */
export function isEveryAddress(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function namespaceComplaints(namespace: string): string[] {
  if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(namespace)) return [];
  return [`--namespace: "${namespace}" is no reverse-DNS name in lower case`];
}

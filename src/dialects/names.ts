// Names of servers: which texts are names, and how one is made from a host.

import { filled } from "./source.ts";

/** The pattern and length of a card's `name` (spec.md 1.2). */
const namePattern = /^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/;
const maxNameLength = 200;

/** Whether a value is a name as Card v1 wants it. */
export function isServerName(value: unknown): value is string {
  const name = filled(value);
  return name !== undefined && name.length >= 3 && name.length <= maxNameLength && namePattern.test(name);
}

/**
 * The reverse-DNS namespace of a host: `mcp.example.com` gives `com.example.mcp`. Only a leading `www.` is left out;
 * undefined for an address, a single label, or what is no DNS name.
 */
export function namespaceOf(host: string): string | undefined {
  const labels = host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^www\.(?=[^.]+\.)/, "")
    .split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || /^\d+$/.test(last)) return undefined;
  if (!labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return undefined;
  return labels.reverse().join(".");
}

/** Joins a namespace and a local name; undefined where that is too long for a card. */
export function joinName(namespace: string, local: string): string | undefined {
  const name = `${namespace}/${local}`;
  return isServerName(name) ? name : undefined;
}

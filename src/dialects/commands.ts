// Tells values that hold commands or headers, which are never carried from one document to another.

import { isMembers } from "../document/sniff.ts";

/** Members of the settings by which clients start servers and send headers. */
const commandMember =
  /^(?:command|cmd|args|env|headers|cwd|mcpServers|install|installCommand|runtimeArguments|packageArguments|environmentVariables)$/;

/** Members that could hold a command, a header or a credential under a name of a publisher's own. */
const riskyMember =
  /command|^cmd$|^args?$|argument|^env|header|token|secret|password|credential|api[-_]?key|authorization|cookie|install|script|shell|^run$|mcpservers/i;

/** Members that hold a credential, by what their names end with. */
const credentialMember =
  /(?:pass(?:word|wd|phrase)|pwd|secret|token|(?:api|access|private|secret)[-_]?key|credential|authorization|cookie)s?$/i;

function holds(value: unknown, member: RegExp): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, member));
  return isMembers(value) && Object.entries(value).some(([name, child]) => member.test(name) || holds(child, member));
}

/** Whether a member of this name holds what starts a server or is sent to one. */
export function isCommandMember(name: string): boolean {
  return commandMember.test(name);
}

/** Whether a member of this name holds a credential. */
export function isCredentialMember(name: string): boolean {
  return credentialMember.test(name);
}

/** Flags hold no credential, nor do counts of tokens; in a document of another kind an object may describe how to log in. */
function isCredential(name: string, value: unknown, inData: boolean): boolean {
  if (!isCredentialMember(name) || value === null || typeof value === "boolean") return false;
  if (typeof value === "number") return !/tokens$/i.test(name);
  return !inData || typeof value === "string";
}

/** Gives a value without the members, at any depth, that hold credentials: itself where there are none. */
export function withoutCredentials(value: unknown, inData = false): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutCredentials(item, inData));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isMembers(value)) return value;
  const members = Object.entries(value);
  const kept = members.flatMap(([name, child]) =>
    isCredential(name, child, inData) ? [] : [[name, withoutCredentials(child, inData || name === "data")] as const],
  );
  const isWhole = kept.length === members.length && kept.every(([name, child]) => child === value[name]);
  return isWhole ? value : Object.fromEntries(kept);
}

/** Whether an object holds, at any depth, what starts a server or is sent to one. */
export function holdsCommands(value: unknown): boolean {
  return holds(value, commandMember);
}

/** Whether an object holds, at any depth, what might be a command, a header or a credential: when in doubt, it does. */
export function mayHoldSecrets(value: unknown): boolean {
  return holds(value, riskyMember);
}

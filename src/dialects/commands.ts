// Tells values that hold commands or headers, which are never carried from one document to another.

import { isMembers } from "../document/sniff.ts";

/** Members of the settings by which clients start servers and send headers. */
const commandMember =
  /^(?:command|cmd|args|env|headers|cwd|mcpServers|install|installCommand|runtimeArguments|packageArguments|environmentVariables)$/;

/** Members that could hold a command, a header or a credential under a name of a publisher's own. */
const riskyMember =
  /command|^cmd$|^args?$|argument|^env|header|token|secret|password|credential|api[-_]?key|authorization|cookie|install|script|shell|^run$|mcpservers/i;

function holds(value: unknown, member: RegExp): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, member));
  return isMembers(value) && Object.entries(value).some(([name, child]) => member.test(name) || holds(child, member));
}

/** Whether a member of this name holds what starts a server or is sent to one. */
export function isCommandMember(name: string): boolean {
  return commandMember.test(name);
}

/** Whether an object holds, at any depth, what starts a server or is sent to one. */
export function holdsCommands(value: unknown): boolean {
  return holds(value, commandMember);
}

/** Whether an object holds, at any depth, what might be a command, a header or a credential: when in doubt, it does. */
export function mayHoldSecrets(value: unknown): boolean {
  return holds(value, riskyMember);
}

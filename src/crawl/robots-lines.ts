// Reduces a robots.txt to what RFC 9309 defines in it, so that nothing else can stand between its lines.

/** Names that authors write and mean another by; the common ones that large crawlers tolerate too. */
const meant: Readonly<Record<string, string>> = {
  useragent: "user-agent",
  "user agent": "user-agent",
  dissallow: "disallow",
  dissalow: "disallow",
  disalow: "disallow",
  diasllow: "disallow",
  disallaw: "disallow",
};

const names: ReadonlySet<string> = new Set(["user-agent", "allow", "disallow", "crawl-delay"]);

/** The name alone: a pattern for the whole line would try every way to share out a stranger's white space. */
const nameAtStart = /^[a-z]+(?:[- ]agent|-delay)?(?=[:\s])/i;

/**
 * Gives the lines of those groups that speak to `token` (lower case) or to all, in order (sections 2.1 and 2.2): comments,
 * sitemaps, unknown records and other crawlers' groups may not interfere, and no group names anybody twice, however often it
 * was written. A crawler's name ends where its product token does. The last group is closed, so that one without rules is still
 * a group, which allows everything.
 */
export function groupLines(text: string, token: string): string {
  const lines: string[] = [];
  let group: Set<string> | undefined;
  let opened = false;
  for (const { name, value } of recordsOf(text)) {
    if (name === "user-agent") {
      if (group === undefined || opened) [group, opened] = [new Set(), false];
      const agent = productTokenOf(value);
      if (agent === token || agent === "*") group.add(agent);
      continue;
    }
    if (group === undefined) continue;
    if (!opened) lines.push(...agentLines(group));
    opened = true;
    if (group.size > 0) lines.push(`${name}: ${value}`);
  }
  if (group !== undefined && !opened) lines.push(...agentLines(group));
  return lines.length === 0 ? "" : `${lines.join("\n")}\ndisallow:\n`;
}

function agentLines(group: ReadonlySet<string>): string[] {
  return [...group].map((agent) => `user-agent: ${agent}`);
}

interface Line {
  readonly name: string;
  readonly value: string;
}

function* recordsOf(text: string): Generator<Line> {
  for (const raw of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    const line = raw.split("#", 1)[0]?.trim() ?? "";
    const written = nameAtStart.exec(line)?.[0] ?? "";
    const name = meant[written.toLowerCase()] ?? written.toLowerCase();
    if (!names.has(name)) continue;
    const after = line.slice(written.length).trimStart();
    yield { name, value: after.startsWith(":") ? after.slice(1).trimStart() : after };
  }
}

/** In lower case; crawlers are told apart without regard to it (section 2.2.1). */
function productTokenOf(agent: string): string {
  return (/^[a-z_-]+/i.exec(agent)?.[0] ?? agent.split("/", 1)[0]?.trim() ?? "").toLowerCase();
}

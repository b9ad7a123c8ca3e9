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
 * Gives the lines of groups alone, in order (sections 2.1 and 2.2): comments, sitemaps and unknown records may not
 * interfere. A crawler's name ends where its product token does. The last group is closed, so that one without rules is
 * still a group, which allows everything.
 */
export function groupLines(text: string): string {
  const lines: string[] = [];
  for (const raw of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    const line = raw.split("#", 1)[0]?.trim() ?? "";
    const written = nameAtStart.exec(line)?.[0] ?? "";
    const name = meant[written.toLowerCase()] ?? written.toLowerCase();
    if (!names.has(name)) continue;
    const after = line.slice(written.length).trimStart();
    const value = after.startsWith(":") ? after.slice(1).trimStart() : after;
    lines.push(`${name}: ${name === "user-agent" ? productTokenOf(value) : value}`);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\ndisallow:\n`;
}

function productTokenOf(agent: string): string {
  return /^[a-z_-]+/i.exec(agent)?.[0] ?? agent;
}

// Reads robots.txt for `Agentmap:` lines, by which ARD names a domain's catalogs.

/** RFC 9309 section 2.5: at least 500 KiB of robots.txt are read. */
const maxRobotsBytes: number = 500 * 1024;

/** Lines that are taken. */
const maxMaps = 8;

/** Gives the values of the lines, as written, in order. Like `Sitemap:` they stand outside of groups. */
export function agentmapsOf(robots: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(robots.subarray(0, maxRobotsBytes));
  const found: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const value = /^[ \t\ufeff]*agentmap[ \t]*:[ \t]*([^\s#]{1,2048})/i.exec(line)?.[1];
    if (value !== undefined && found.length < maxMaps) found.push(value);
  }
  return found;
}

// A path that nobody made: what a host gives for it, it gives for everything.

/** Gives the path of a canary: unguessable, so that no host knows it. `random` gives numbers from 0 to below 1. */
export function canaryPath(random: () => number): string {
  const word = Array.from({ length: 4 }, () =>
    Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, "0"),
  ).join("");
  return `/.well-known/mcp-discover-nothing-here-${word}.json`;
}

// What is known of one web server or hosting service: how it is recognised, told, and what to look out for.

import type { Served } from "./served.ts";

/** The web servers and hosting services that we can tell what to write. */
export const hostingNames = [
  "nginx",
  "caddy",
  "apache",
  "netlify",
  "cloudflare",
  "vercel",
  "github-pages",
  "s3",
  "firebase",
] as const;

/** One of {@link hostingNames}. */
export type HostingName = (typeof hostingNames)[number];

/** A piece of configuration. */
export interface Snippet {
  /** Where it goes: a clause. */
  readonly where: string;
  /** The file that it is, where it is a whole file of its own, relative to the site's folder. */
  readonly file?: string;
  readonly text: string;
}

/** One web server or service. */
export interface Hosting {
  readonly name: HostingName;
  readonly title: string;
  /** Whether the headers of an answer (lower-case names) look like it. A guess: anybody can send any header. */
  guess(headers: Readonly<Record<string, string>>): boolean;
  /** What makes it serve these documents right. Paths must be plain ({@link isPlainPath}). */
  configure(served: readonly Served[]): readonly Snippet[];
  /** What it cannot do at all, and what to do instead: whole sentences. */
  readonly cannot: readonly string[];
  /** What goes wrong most often there: whole sentences. */
  readonly pitfalls: readonly string[];
  /** Tried by our tests on the real server, or written by its documentation only. */
  readonly proved: "run" | "documentation";
}

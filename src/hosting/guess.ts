// Guesses from an answer which host gave it. A guess and no more: whoever shows it says so.

import type { HostName } from "./hosting.ts";

/** What is known of an answer. */
export interface Signs {
  /** Header names in lower case. A stranger's. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The host that was asked, as a URL parser gives it. */
  readonly host?: string;
}

/** A guess, without a name where only what stands in front of the host shows. */
export interface HostingGuess {
  readonly name?: HostName;
  /** What speaks for it, a clause of ours that holds no word of the answer. */
  readonly because: string;
}

const domains: readonly (readonly [ending: RegExp, name: HostName])[] = [
  [/\.pages\.dev$/, "cloudflare"],
  [/\.netlify\.app$/, "netlify"],
  [/\.vercel\.app$/, "vercel"],
  [/\.github\.io$/, "github-pages"],
  [/\.(?:web\.app|firebaseapp\.com)$/, "firebase"],
  [/(?:^|\.)s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com$/, "s3"],
];

/** Headers that hosts add and proxies in front leave alone, then servers, then what is known to stand in front of others. */
const marks: readonly (readonly [header: string, value: RegExp, name: HostName | undefined, because: string])[] = [
  ["x-nf-request-id", /./, "netlify", "the answer carries x-nf-request-id"],
  ["x-vercel-id", /./, "vercel", "the answer carries x-vercel-id"],
  ["x-github-request-id", /./, "github-pages", "the answer carries x-github-request-id"],
  ["vary", /(?:^|,)\s*x-fh-requested-host\b/i, "firebase", "the answer varies by x-fh-requested-host"],
  ["server", /^AmazonS3$/i, "s3", 'the answer says "Server: AmazonS3"'],
  ["server", /^Netlify$/i, "netlify", 'the answer says "Server: Netlify"'],
  ["server", /^Vercel$/i, "vercel", 'the answer says "Server: Vercel"'],
  ["server", /^GitHub\.com$/i, "github-pages", 'the answer says "Server: GitHub.com"'],
  ["server", /^(?:nginx|openresty)(?:\/|$)/i, "nginx", "the answer names nginx as its server"],
  ["server", /^Apache(?:[/ ]|$)/i, "apache", "the answer names Apache as its server"],
  ["server", /^Caddy$/i, "caddy", "the answer names Caddy as its server"],
  ["cf-ray", /./, undefined, "Cloudflare stands in front, and what is behind it does not show"],
  ["x-amz-cf-id", /./, undefined, "CloudFront stands in front, and what is behind it does not show"],
];

/**
 * Guesses the host by the domain it gives to its users, else by headers. Cloudflare and CloudFront in front of something unknown
 * give a guess without a name: neither says that the documents lie on Cloudflare Pages or S3.
 */
export function guessHosting({ headers, host = "" }: Signs): HostingGuess | undefined {
  for (const [ending, name] of domains) {
    if (ending.test(host)) return { name, because: "its domain is one that this host gives to its users" };
  }
  for (const [header, value, name, because] of marks) {
    if (value.test(headers[header] ?? "")) return name === undefined ? { because } : { name, because };
  }
  return undefined;
}

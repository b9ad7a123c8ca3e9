// The table of web servers and hosting services, and which of them an answer looks like.

import { type Hosting, type HostingName, hostingNames } from "./hosting.ts";
import { apache } from "./hosts/apache.ts";
import { caddy } from "./hosts/caddy.ts";
import { cloudflare } from "./hosts/cloudflare.ts";
import { firebase } from "./hosts/firebase.ts";
import { githubPages } from "./hosts/github-pages.ts";
import { netlify } from "./hosts/netlify.ts";
import { nginx } from "./hosts/nginx.ts";
import { s3 } from "./hosts/s3.ts";
import { vercel } from "./hosts/vercel.ts";

/** Every one, by name. */
export const hostings: Readonly<Record<HostingName, Hosting>> = {
  nginx,
  caddy,
  apache,
  netlify,
  cloudflare,
  vercel,
  "github-pages": githubPages,
  s3,
  firebase,
};

/** Services first: behind one, an answer may also carry the mark of the server that it runs. */
const guessOrder: readonly HostingName[] = [
  "netlify",
  "vercel",
  "github-pages",
  "firebase",
  "s3",
  "cloudflare",
  "caddy",
  "nginx",
  "apache",
];

/** Guesses from an answer's headers (lower-case names) what serves it; undefined where nothing tells. */
export function guessHosting(headers: Readonly<Record<string, string>>): Hosting | undefined {
  const name = guessOrder.find((each) => hostings[each].guess(headers));
  return name && hostings[name];
}

/** Whether a text names one of them. */
export function isHostingName(text: string): text is HostingName {
  return (hostingNames as readonly string[]).includes(text);
}

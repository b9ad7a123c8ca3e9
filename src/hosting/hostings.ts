// The table of hosts.

import type { Hosting, HostName } from "./hosting.ts";
import { apache } from "./hosts/apache.ts";
import { caddy } from "./hosts/caddy.ts";
import { cloudflare } from "./hosts/cloudflare.ts";
import { firebase } from "./hosts/firebase.ts";
import { githubPages } from "./hosts/github-pages.ts";
import { netlify } from "./hosts/netlify.ts";
import { nginx } from "./hosts/nginx.ts";
import { s3 } from "./hosts/s3.ts";
import { vercel } from "./hosts/vercel.ts";

/** Every host by its name, in the order of hostNames. */
export const hostings: Readonly<Record<HostName, Hosting>> = {
  nginx,
  apache,
  caddy,
  netlify,
  cloudflare,
  vercel,
  "github-pages": githubPages,
  s3,
  firebase,
};

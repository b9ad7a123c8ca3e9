// Where the pages stand: what every link on them begins with.

import { createHash } from "node:crypto";
import { stylesheet } from "./style.ts";

/** What every page knows. */
export interface Site {
  /** The path of the public URL, without a trailing slash: empty where the registry has an origin to itself. */
  readonly basePath: string;
  /** The address that clients use, where one is configured; never taken from a request. */
  readonly publicUrl?: string;
  /** Under which name what is ours stands in the API. */
  readonly namespace: string;
}

/** The stylesheet's version: part of its URL, so that it may be cached for good. */
export const styleHash: string = createHash("sha256").update(stylesheet).digest("hex").slice(0, 12);

/** The page of a server. Names are schema-checked, and each half is escaped all the same. */
export function serverPath(site: Pick<Site, "basePath">, name: string): string {
  return `${site.basePath}/servers/${name.split("/").map(encodeURIComponent).join("/")}`;
}

// What a client will be asked before it gets in: the login metadata of the endpoints, read and never followed.

import type { Budget } from "../discover/budget.ts";
import type { Deadline } from "../discover/deadline.ts";
import type { Discovery } from "../discover/discovery.ts";
import { isPublicSource } from "../http/addresses.ts";
import { isFailure } from "../http/exchange.ts";
import { readUrl } from "../text/read-url.ts";
import { maxLoginEndpoints } from "./limits.ts";
import { getPolicy } from "./policies.ts";
import { type ProtectedResource, protectedResourceUrls, readProtectedResource } from "./protected-resource.ts";
import type { Recorder } from "./recorder.ts";

/** What is known of logging in at one endpoint. */
export interface Login {
  readonly endpoint: string;
  /** Absent where there is no metadata: then a card's headers say all there is. */
  readonly metadata?: ProtectedResource;
}

/** Asks for the metadata of the first endpoints (RFC 9728 section 3.1). Rejects only when the caller aborts. */
export async function readLogins(
  { servers }: Pick<Discovery, "servers">,
  { recorder, budget, deadline }: { readonly recorder: Recorder; readonly budget: Budget; readonly deadline: Deadline },
): Promise<readonly Login[]> {
  const endpoints = new Map<string, boolean>();
  for (const { trafficTo, answer } of servers) {
    const ledByPublic = answer?.hops.some(({ address }) => address !== undefined && isPublicSource(address)) === true;
    for (const url of trafficTo) if (isLiteral(url) && !endpoints.has(url)) endpoints.set(url, ledByPublic);
  }
  const logins: Login[] = [];
  for (const [endpoint, ledByPublic] of [...endpoints].slice(0, maxLoginEndpoints)) {
    let metadata: ProtectedResource | undefined;
    for (const url of protectedResourceUrls(endpoint)) {
      if (deadline.signal.aborted) break;
      if (recorder.answerTo(url) === undefined && !budget.take(new URL(url).hostname)) break;
      try {
        const headers = { accept: "application/json" };
        const ask = { method: "GET", url, headers, policy: getPolicy, signal: deadline.signal } as const;
        const answer = await recorder.exchange({ ...ask, ...(ledByPublic && { ledByPublic: true as const }) });
        if (isFailure(answer)) break;
        if (answer.status === 200) metadata = readProtectedResource(answer.bytes, { url, endpoint });
        if (metadata !== undefined) break;
      } catch (error) {
        if (!deadline.expired()) throw error;
        break;
      }
    }
    logins.push({ endpoint, ...(metadata && { metadata }) });
  }
  return logins;
}

function isLiteral(url: string): boolean {
  return !/[{}]/.test(url) && readUrl(url)?.protocol === "https:";
}

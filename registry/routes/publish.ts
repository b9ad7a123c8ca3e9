// Publishing by the generic contract: `/publish`, `/validate`, and the status that publishers give to what they published.

import type { Context, Hono } from "hono";
import { printable } from "../../src/document/printable.ts";
import { isMembers } from "../../src/document/sniff.ts";
import { Problem } from "../problem.ts";
import { type Issue, judgePublication } from "../publish/judge.ts";
import type { Publishing } from "../publish/publishing.ts";
import { mayPublish, type Principal } from "../publish/tokens.ts";
import type { PublishRefusal, StatusChange, StatusSet } from "../store/publication.ts";
import type { Status, Store } from "../store/store.ts";
import { momentAnswer } from "./answer.ts";
import { entryJson } from "./entry-json.ts";
import { serverName, writes } from "./paths.ts";
import { readJsonBody } from "./read-body.ts";

/** The largest server.json: what the largest cards have, and room for packages. */
export const serverJsonMaxBytes: number = 512 * 1024;

/** Characters of a status message (registry-api.md 1.7). */
export const maxStatusMessage = 500;

/** UTF-16 units of the first finding that a refusal repeats: it may quote what was sent. */
const maxShownIssue = 300;

/** What the routes need; without `publishing` all but `/validate` answer 501. */
export interface PublishRouteOptions {
  readonly store: Store;
  readonly namespace: string;
  readonly publishing: Publishing | undefined;
  readonly publicUrl: string | undefined;
}

/** Adds `/publish` and `/validate` under a prefix. */
export function addPublish(
  app: Hono,
  prefix: string,
  { store, namespace, publishing, publicUrl }: PublishRouteOptions,
): void {
  writes(app, `${prefix}/publish`, "POST", async (c) => {
    const principal = await principalOf(c, publishing);
    const { value } = await readJsonBody(c, { maxBytes: serverJsonMaxBytes, publicUrl });
    const name = isMembers(value) ? value["name"] : undefined;
    if (typeof name === "string") checkPermission(principal, name);
    const { issues, content } = judgePublication(value);
    if (content === undefined) throw invalid(issues);
    const { method, domain } = principal;
    const published = await store.publish({ ...content, method, ...(domain === undefined ? {} : { domain }) });
    if ("refusal" in published) throw refused(published.refusal);
    return momentAnswer(entryJson(published.entry, namespace));
  });

  writes(app, `${prefix}/validate`, "POST", async (c) => {
    const { issues } = await judged(c);
    const valid = issues.every(({ severity }) => severity !== "error");
    return momentAnswer(JSON.stringify({ valid, issues }));
  });
}

/** Adds PATCH of the status, of one version and of all, for one spelling of a server in paths. */
export function addStatus(
  app: Hono,
  server: string,
  { store, namespace, publishing, publicUrl }: PublishRouteOptions,
): void {
  writes(app, `${server}/versions/:version/status`, "PATCH", async (c) => {
    const changed = await change(c, c.req.param("version") ?? "");
    const [entry] = changed;
    if (entry === undefined) throw new Error("a status was set of nothing");
    return momentAnswer(entryJson(entry, namespace));
  });
  writes(app, `${server}/status`, "PATCH", async (c) => {
    const changed = await change(c, undefined);
    const servers = changed.map((entry) => entryJson(entry, namespace)).join(",");
    return momentAnswer(`{"updatedCount":${changed.length},"servers":[${servers}]}`);
  });

  async function change(c: Context, version: string | undefined) {
    const principal = await principalOf(c, publishing);
    const name = serverName(c);
    const asked = readStatus((await readJsonBody(c, { publicUrl })).value);
    checkPermission(principal, name);
    const set = await store.setStatus({ name, ...asked, ...(version === undefined ? {} : { version }) });
    if ("refusal" in set) throw unset(set.refusal);
    return set.entries;
  }
}

async function judged(c: Context) {
  try {
    return judgePublication((await readJsonBody(c, { maxBytes: serverJsonMaxBytes, origins: "any" })).value);
  } catch (error) {
    // The contract answers 200 to whatever was sent, and says what is wrong with it.
    if (!(error instanceof Problem) || error.kind !== "bad-request") throw error;
    const issue: Issue = {
      type: "json",
      path: "",
      message: error.message,
      severity: "error",
      reference: "https://www.rfc-editor.org/rfc/rfc8259",
    };
    return { issues: [issue] };
  }
}

async function principalOf(c: Context, publishing: Publishing | undefined): Promise<Principal> {
  if (publishing === undefined)
    throw new Problem("read-only", "This registry is read-only: it lists what it finds by crawling.");
  const header = c.req.header("authorization") ?? "";
  const [, token] = /^Bearer ([\w.-]+)$/i.exec(header) ?? [];
  if (token === undefined) throw unauthorized("Invalid Authorization header format. Expected 'Bearer <token>'");
  const principal = await publishing.tokens.read(token);
  if (principal === undefined) throw unauthorized("Invalid or expired Registry JWT token");
  return principal;
}

function unauthorized(detail: string): Problem {
  return new Problem("unauthorized", detail, { headers: { "WWW-Authenticate": "Bearer" } });
}

function checkPermission(principal: Principal, name: string): void {
  if (mayPublish(principal, name)) return;
  const held = principal.permissions.map(({ resource }) => resource).join(", ");
  throw new Problem("forbidden", `You may publish ${held}, and this server has another name.`);
}

function invalid(issues: readonly Issue[]): Problem {
  const errors = issues.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const said = first === undefined ? "" : `${first.path === "" ? "" : `${first.path}: `}${first.message}`;
  // mcp-publisher shows its user the detail alone.
  return new Problem(
    "out-of-range",
    `The server.json has ${errors.length} error${errors.length === 1 ? "" : "s"}: ${printable(said.slice(0, maxShownIssue))}. /v0.1/validate tells all of them.`,
  );
}

function refused(refusal: PublishRefusal): Problem {
  switch (refusal.why) {
    case "duplicate":
      return new Problem("bad-request", "invalid version: cannot publish duplicate version");
    case "too-many":
      return new Problem("bad-request", "This server has as many versions, or bytes of them, as a server may have.");
    case "forgotten":
      return new Problem("forbidden", "This domain asked not to be listed here: ask the operator to undo that.");
    case "spelling":
      return new Problem("bad-request", `The name is published already in another spelling: ${refusal.of}`);
    case "remote":
      return new Problem("bad-request", `A remote URL is used by another server already: ${refusal.of}`);
  }
}

function unset(refusal: Extract<StatusSet, { readonly refusal: object }>["refusal"]): Problem {
  switch (refusal.why) {
    case "absent":
      return new Problem("not-found", "Server not found");
    case "crawled":
      return new Problem(
        "forbidden",
        "Only what was published here has a status to set: what is crawled follows its own host.",
      );
    case "unchanged":
      return new Problem("bad-request", "No changes to apply: the status and its message are these already.");
    case "remote":
      return new Problem("bad-request", `A remote URL is used by another server meanwhile: ${refusal.of}`);
  }
}

const statuses: readonly string[] = ["active", "deprecated", "deleted"] satisfies readonly Status[];

function readStatus(body: unknown): Pick<StatusChange, "status" | "message"> {
  const status = isMembers(body) ? body["status"] : undefined;
  const message = isMembers(body) ? body["statusMessage"] : undefined;
  if (typeof status !== "string" || !statuses.includes(status))
    throw new Problem("out-of-range", `The body needs "status": ${statuses.join(", ")}.`);
  if (message === undefined || message === "") return { status: status as Status };
  if (typeof message !== "string" || [...message].length > maxStatusMessage)
    throw new Problem("out-of-range", `"statusMessage" must be a string of at most ${maxStatusMessage} characters.`);
  if (status === "active") throw new Problem("bad-request", "An active server has no statusMessage.");
  if (hasFlaw(message)) throw new Problem("bad-request", '"statusMessage" holds a character that nobody can see.');
  return { status: status as Status, message };
}

/** Controls, invisible and direction-changing characters: the message is shown to everybody. */
function hasFlaw(message: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u.test(message);
}

// Asks for one document and judges what comes: the document and its delivery in one Report.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { isPublicSource } from "../http/addresses.ts";
import { type Answer, type Exchange, type Failure, finalUrl, isFailure } from "../http/exchange.ts";
import { validate } from "../validate/validate.ts";
import { accept, type Expected, policies } from "./accept.ts";
import { addFindings } from "./add-findings.ts";
import type { Budget } from "./budget.ts";
import type { Deadline } from "./deadline.ts";
import { checkDelivery } from "./delivery.ts";
import { readOlder } from "./older-documents.ts";

/** What one visit works with. */
export interface Context {
  readonly exchange: Exchange;
  readonly budget: Budget;
  readonly deadline: Deadline;
  /** Judge cards by the registry's admission checks too. */
  readonly admission: boolean;
  /** Take documents of older kinds for the cards that can be made of them. */
  readonly older: boolean;
  /** The answer that named what is asked for next; absent for what the user named. */
  readonly ledBy?: Answer;
  /** When a URL was last asked for, where somebody remembers. */
  readonly lastAsked?: (url: string) => Promise<Date | undefined>;
  readonly verdicts?: Verdicts;
  readonly below?: Below;
}

/** How far a walk goes below the root catalog that looks at one host's own documents, and not at what that host lists of others. */
export interface Below {
  /** Further catalogs of the host that are followed, beyond those which the root itself names. */
  readonly catalogs: number;
}

/** A memory of what was found in documents. */
export interface Verdicts {
  /** Gives the report on an answer whose very bytes were judged before, without delivery; undefined where they must be judged. */
  recall(url: string, answer: Answer, servedFrom: string): Report | undefined;
  /** Told of each report that was made, without delivery. */
  keep(url: string, report: Report, servedFrom: string): void;
}

/** What became of one URL. `absent`: 404, 410 or 451. `unasked`: a budget or the deadline came first. */
export type Fetched =
  | { readonly state: "read"; readonly answer: Answer; readonly report: Report }
  | { readonly state: "absent"; readonly answer: Answer; readonly failure: Failure }
  | { readonly state: "failed"; readonly failure: Failure }
  | { readonly state: "unasked" };

/** Statuses by which a host says that there is nothing (451: that there may be nothing). */
const absentStatuses: readonly number[] = [404, 410, 451];

/** Fetches and judges one URL within the budget. Rejects only when the caller aborts. */
export async function fetchDocument(url: string, expected: Expected, context: Context): Promise<Fetched> {
  if (context.deadline.signal.aborted && context.deadline.expired()) return { state: "unasked" };
  if (!context.budget.take(new URL(url).hostname)) return { state: "unasked" };
  const result = await ask(url, expected, context);
  if (result === undefined) return { state: "unasked" };
  context.budget.spend(Math.max((result.hops?.length ?? 1) - 1, 0));
  if (isFailure(result)) return { state: "failed", failure: result };
  if (result.status === 200) return { state: "read", answer: result, report: judge(url, expected, result, context) };
  const failure = statusFailure(url, result);
  if (absentStatuses.includes(result.status)) return { state: "absent", answer: result, failure };
  return { state: "failed", failure };
}

/** Asks; undefined where the visit's deadline cut it short. */
async function ask(url: string, expected: Expected, context: Context): Promise<Answer | Failure | undefined> {
  const { exchange, deadline, ledBy } = context;
  const ledByPublic = ledBy?.hops.some(({ address }) => address !== undefined && isPublicSource(address)) === true;
  try {
    return await exchange({
      method: "GET",
      url,
      headers: { accept: accept[expected] },
      policy: policies[expected],
      signal: deadline.signal,
      ...(ledByPublic && { ledByPublic }),
    });
  } catch (error) {
    if (deadline.expired()) return undefined;
    throw error;
  }
}

function statusFailure(url: string, answer: Answer): Failure {
  const { status, headers, hops } = answer;
  return { code: "status", message: `the host answered ${status}`, url, status, headers, hops };
}

function judge(url: string, expected: Expected, answer: Answer, { admission, older, verdicts }: Context): Report {
  const servedFrom = new URL(finalUrl(answer)).hostname;
  const known = verdicts?.recall(url, answer, servedFrom);
  const read = known ?? validate(answer.bytes, { source: url, servedFrom, admission });
  if (known === undefined) verdicts?.keep(url, read, servedFrom);
  const report = older ? readOlder(read, answer, { admission }) : read;
  const findings = isNothing(report) ? [] : [...checkDelivery(answer, expected), ...checkKind(report, expected)];
  return addFindings(report, findings);
}

/** Finds a document that is sound but not what stands to be found there. */
function* checkKind(report: Report, expected: Expected): Iterable<Diagnostic> {
  if (expected === "card" && report.catalog !== undefined) {
    const message = `a document of kind "${report.kind}" stands where a Server Card should`;
    yield { code: "http/not-a-card", severity: "error", message, hint: "list it as application/ai-catalog+json" };
  }
  if (expected === "catalog" && report.card !== undefined) {
    const message = `a document of kind "${report.kind}" stands where an AI Catalog should`;
    const hint = "serve a catalog there with one entry that lists this card";
    yield { code: "http/not-a-catalog", severity: "error", message, hint };
  }
}

/** Whether a 200 plainly says "nothing here": a page, an empty body, or text that does not even begin as JSON. */
export function isNothing(report: Report): boolean {
  if (report.kind === "html" || report.kind === "empty") return true;
  return (
    report.kind === "not-json" && report.text !== undefined && !/^\s*[[{"]/.test(report.text.replace(/^\ufeff/, ""))
  );
}

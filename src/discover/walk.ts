// Walks from one catalog to everything it lists, within the visit's budget, in the catalog's own order.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { type Answer, type Failure, finalUrl } from "../http/exchange.ts";
import { userMaxInFlight } from "../http/limits.ts";
import { strayProblem } from "../http/urls.ts";
import { quote } from "../text/quote.ts";
import { readUrl } from "../text/read-url.ts";
import { inlineReport } from "../validate/inline.ts";
import { validate } from "../validate/validate.ts";
import { addFindings } from "./add-findings.ts";
import type { CatalogFound, Discovery, ServerFound } from "./discovery.ts";
import { type Lead, readEntry } from "./entry.ts";
import { type Context, type Fetched, fetchDocument } from "./fetch-document.ts";
import { isOlderKind } from "./older-documents.ts";
import { byPlace, type Place } from "./place.ts";
import { runJobs } from "./run-jobs.ts";
import { serverFound } from "./server-found.ts";

/** What a walk brought home. */
export interface Walked {
  readonly catalogs: readonly CatalogFound[];
  readonly servers: readonly ServerFound[];
  readonly failures: readonly Failure[];
  readonly unasked: readonly string[];
  /** What nested catalogs list and was passed by, where the walk is of one host's own documents. */
  readonly passed?: NonNullable<Discovery["passed"]>;
}

/** A URL to ask for, and what is expected there. */
interface Job {
  readonly host: string;
  readonly url: string;
  readonly to: "card" | "catalog";
  readonly place: Place;
  readonly findings: readonly Diagnostic[];
  /** The answer that carried the catalog which names it. */
  readonly ledBy: Answer;
}

/** A catalog that was read and whose entries come next. `url` has a fragment where it stands inside another. */
interface Open {
  readonly url: string;
  readonly base: string;
  readonly report: Report;
  readonly answer: Answer;
  readonly place: Place;
}

/** A card entry by URL; several may name the same one, which is asked for once. */
interface Mention {
  readonly url: string;
  readonly listedBy: string;
  readonly lead: Lead;
  readonly place: Place;
  readonly findings: readonly Diagnostic[];
}

/** Entries of one catalog that may name one card, as several versions of it do; each gives a copy of it to whoever reads the result. */
export const maxMentions = 16;

/** Walks on from a root catalog that was already read. Rejects only when the caller aborts. */
export async function walkCatalog(root: string, read: Fetched & { state: "read" }, context: Context): Promise<Walked> {
  const catalogs: (CatalogFound & { readonly place: Place })[] = [];
  const inline: { readonly place: Place; readonly server: ServerFound }[] = [];
  const mentions: Mention[] = [];
  const mentioned = new Map<string, number>();
  const cards = new Map<string, Fetched>();
  const failures: { readonly place: Place; readonly failure: Failure }[] = [];
  const unasked: { readonly place: Place; readonly url: string }[] = [];
  const seen = new Set<string>([root, finalUrl(read.answer)]);
  const passed = { cards: 0, catalogs: 0 };
  let followedBelow = 0;

  /** Whether an entry of a nested catalog is left alone: another host's, or a further catalog beyond those to be followed. */
  function passesBy({ base, place }: Open, { to, url }: Lead): boolean {
    if (context.below === undefined || place.length === 0 || url === undefined) return false;
    const isOwn = readUrl(url, base)?.hostname === new URL(root).hostname;
    if (to === "card") return !isOwn;
    if (!isOwn || followedBelow >= context.below.catalogs) return true;
    followedBelow += 1;
    return false;
  }

  /** Takes a catalog in and gives the requests that its entries lead to. */
  function open(found: Open): Job[] {
    const { url, report, answer, place } = found;
    const jobs: Job[] = [];
    const notes: Diagnostic[] = [];
    const skipped = new Set(report.badEntries);
    for (const [index, value] of (report.catalog?.entries ?? []).entries()) {
      const lead = skipped.has(index) ? undefined : readEntry(value);
      if (lead === undefined) continue;
      const at = [...place, index];
      if (passesBy(found, lead)) passed[lead.to === "card" ? "cards" : "catalogs"] += 1;
      else if (lead.to === "card" && !context.budget.takeEntry())
        unasked.push({ place: at, url: addressOf(found, lead, index) });
      else if (lead.to === "catalog" && place.length >= context.budget.limits.catalogDepth) {
        unasked.push({ place: at, url: addressOf(found, lead, index) });
        notes.push(tooDeep(index, context.budget.limits.catalogDepth));
      } else if (lead.url !== undefined) jobs.push(...follow(found, lead, lead.url, at));
      else if (lead.to === "card") {
        // What was made of an older list is of that list's kind.
        const kind = isOlderKind(report.kind) ? { kind: report.kind } : {};
        const server = serverFound({ ...inlineReport(report, index), ...kind }, inlineAddress(url, index), {
          listedBy: url,
          lead,
          answer,
        });
        inline.push({ place: at, server });
      } else jobs.push(...openInline(found, lead, index, at));
    }
    const depth = place.length;
    catalogs.push({ url, report: addFindings(report, notes), ...(url.includes("#") ? {} : { answer }), depth, place });
    return jobs;
  }

  function openInline(parent: Open, lead: Lead, index: number, place: Place): Job[] {
    const url = inlineAddress(parent.url, index);
    const servedFrom = new URL(parent.base).hostname;
    const text = JSON.stringify(lead.entry.data) ?? "";
    const report = validate(text, { source: url, servedFrom, admission: context.admission });
    return open({ url, base: parent.base, report, answer: parent.answer, place });
  }

  function follow(parent: Open, lead: Lead, written: string, place: Place): Job[] {
    const findings = isAbsolute(written) ? [] : [relative(written, parent.base)];
    // Looked at as it is written: `new URL` would mend what it holds in silence.
    const stray = strayProblem(written);
    const url = stray === undefined ? readUrl(written, parent.base) : undefined;
    if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
      const message = stray ?? "the entry's URL is no http or https URL";
      failures.push({ place, failure: { code: "forbidden-url", message, url: written } });
      return [];
    }
    if (lead.to === "card") mention({ url: url.href, listedBy: parent.url, lead, place, findings });
    if (seen.has(url.href)) return [];
    seen.add(url.href);
    return [{ host: url.hostname, url: url.href, to: lead.to, place, findings, ledBy: parent.answer }];
  }

  function mention(found: Mention): void {
    const key = JSON.stringify([found.listedBy, found.url]);
    const times = (mentioned.get(key) ?? 0) + 1;
    mentioned.set(key, times);
    if (times <= maxMentions) mentions.push(found);
  }

  async function run({ url, to, place, findings, ledBy }: Job): Promise<readonly Job[]> {
    const fetched = await fetchDocument(url, to, { ...context, ledBy });
    if (fetched.state === "unasked") unasked.push({ place, url });
    if (fetched.state === "failed" || fetched.state === "absent") failures.push({ place, failure: fetched.failure });
    if (to === "card") cards.set(url, fetched);
    if (to === "card" || fetched.state !== "read") return [];
    const base = finalUrl(fetched.answer);
    if (base !== url && seen.has(base)) return [];
    seen.add(base);
    const found = { url, base, report: addFindings(fetched.report, findings), answer: fetched.answer, place };
    return await leastRecentFirst(open(found), context);
  }

  const first = open({ url: root, base: finalUrl(read.answer), report: read.report, answer: read.answer, place: [] });
  await runJobs(await leastRecentFirst(first, context), userMaxInFlight, run);

  for (const { url, listedBy, lead, place, findings } of mentions) {
    const fetched = cards.get(url);
    if (fetched?.state !== "read") continue;
    const { report, answer } = fetched;
    inline.push({ place, server: serverFound(addFindings(report, findings), url, { listedBy, lead, answer }) });
  }
  return {
    catalogs: catalogs.sort(byPlace).map(({ place: _, ...catalog }) => catalog),
    servers: inline.sort(byPlace).map(({ server }) => server),
    failures: failures.sort(byPlace).map(({ failure }) => failure),
    unasked: unasked.sort(byPlace).map(({ url }) => url),
    ...(passed.cards + passed.catalogs > 0 && { passed }),
  };
}

/** What was never asked for comes first, then what was asked longest ago; a visit's budget may not last for all. */
async function leastRecentFirst(jobs: readonly Job[], { budget, lastAsked }: Context): Promise<readonly Job[]> {
  if (lastAsked === undefined || jobs.length + budget.requests() <= budget.limits.requests) return jobs;
  const dated = await Promise.all(
    jobs.map(async (job) => ({ job, at: (await lastAsked(job.url))?.getTime() ?? Number.NEGATIVE_INFINITY })),
  );
  return dated
    .sort((a, b) => a.at - b.at || Number(a.job.to === "card") - Number(b.job.to === "card"))
    .map(({ job }) => job);
}

function inlineAddress(catalogUrl: string, index: number): string {
  return `${catalogUrl}${catalogUrl.includes("#") ? "" : "#"}/entries/${index}/data`;
}

function addressOf({ url, base }: Open, lead: Lead, index: number): string {
  if (lead.url === undefined) return inlineAddress(url, index);
  return readUrl(lead.url, base)?.href ?? lead.url;
}

function isAbsolute(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(url);
}

function relative(written: string, base: string): Diagnostic {
  return {
    code: "http/entry-url-relative",
    severity: "warning",
    message: `entry URL ${quote(written)} is relative and was resolved against ${quote(base)}`,
    hint: "write the whole URL: most clients do not resolve it",
  };
}

function tooDeep(index: number, depth: number): Diagnostic {
  return {
    code: "http/catalog-depth",
    severity: "warning",
    message: `nested catalog is more than ${depth} levels below its root and was not followed`,
    pointer: `/entries/${index}`,
    hint: "list its entries in a catalog nearer to the root",
  };
}

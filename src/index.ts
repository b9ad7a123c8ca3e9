// The public surface of the library.

export { type CrawlOptions, crawl } from "./crawl/crawl.ts";
export type { CrawlEvent, HostEvent, SummaryEvent } from "./crawl/event.ts";
export { createMemoryFrontier } from "./crawl/memory-frontier.ts";
export { type DiscoverOptions, discover } from "./discover/discover.ts";
export type { CatalogFound, Discovery, ServerFound } from "./discover/discovery.ts";
export { serverCardUrl } from "./discover/server-card-url.ts";
export type { Card, Catalog, CatalogEntry, Icon, Input, KeyValueInput, Remote, Repository } from "./document/card.ts";
export { cardMediaType, cardSchemaUrl, catalogMediaType } from "./document/card.ts";
export type { Code, Diagnostic, Range, Severity } from "./document/diagnostic.ts";
export type { Fix } from "./document/fix.ts";
export { type Kind, kinds } from "./document/kind.ts";
export { printable } from "./document/printable.ts";
export type { FailureCode, Report } from "./document/report.ts";
export { type DiagnosticJson, diagnosticToJson, type ReportJson, reportToJson } from "./document/report-json.ts";
export { sniff } from "./document/sniff.ts";
export { applyEdits, type Edit } from "./fix/edit.ts";
export { type FixedDocument, fixDocument, type Judge } from "./fix/fix-document.ts";
export { planFixes } from "./fix/plan-fixes.ts";
export { checkAgainst, reportAgainst } from "./validate/against.ts";
export { type Counterpart, readCounterpart } from "./validate/counterpart.ts";
export { inlineReport } from "./validate/inline.ts";
export type { ValidateOptions } from "./validate/options.ts";
export { applySeverities, type Overrides, type Setting, type Settings } from "./validate/severities.ts";
export { validate } from "./validate/validate.ts";
export { version } from "./version.ts";

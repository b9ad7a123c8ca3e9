// Tells a page that tests whether we are human from an answer of the host.

/** Response headers that name a challenge outright: the header, and the values that mean one. */
const telling: readonly (readonly [header: string, value: RegExp])[] = [
  ["cf-mitigated", /^challenge$/i],
  ["x-vercel-mitigated", /^challenge$/i],
  ["x-amzn-waf-action", /^(?:challenge|captcha)$/i],
  ["sg-captcha", /^challenge$/i],
  ["x-datadome", /^protected$/i],
];

/** Marks in the first kilobytes of the HTML that the same and other products send without a telling header. */
const marks =
  /<title>Just a moment\.\.\.<|\/cdn-cgi\/challenge-platform\/|_Incapsula_Resource|captcha-delivery\.com|\.within\.website\/x\/cmd\/anubis/i;

const statuses: ReadonlySet<number> = new Set([200, 202, 401, 403, 405, 429, 503]);
const looksAtBytes = 16_384;

/** Whether a response is a known bot challenge. An ordinary 403 or 429 is not. */
export function isBotWall(status: number, headers: Readonly<Record<string, string>>, body: Buffer): boolean {
  if (!statuses.has(status)) return false;
  if (!/\bhtml\b/i.test(headers["content-type"] ?? "text/html")) return false;
  if (telling.some(([name, value]) => value.test(headers[name] ?? ""))) return true;
  return marks.test(body.toString("latin1", 0, looksAtBytes));
}

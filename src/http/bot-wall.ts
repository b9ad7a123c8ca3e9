// Tells a page that tests whether we are human from an answer of the host.

/** Response headers that name a challenge outright: the header, the values that mean one, and whose it is. */
const telling: readonly (readonly [header: string, value: RegExp, name: string])[] = [
  ["cf-mitigated", /^challenge$/i, "Cloudflare"],
  ["x-vercel-mitigated", /^challenge$/i, "Vercel"],
  ["x-amzn-waf-action", /^(?:challenge|captcha)$/i, "AWS WAF"],
  ["sg-captcha", /^challenge$/i, "SiteGround"],
  ["x-datadome", /^protected$/i, "DataDome"],
];

/** Marks in the first kilobytes of the HTML that the same and other products send without a telling header. */
const marks: readonly (readonly [mark: RegExp, name: string])[] = [
  [/<title>Just a moment\.\.\.<|\/cdn-cgi\/challenge-platform\//i, "Cloudflare"],
  [/_Incapsula_Resource/i, "Imperva"],
  [/captcha-delivery\.com/i, "DataDome"],
  [/\.within\.website\/x\/cmd\/anubis/i, "Anubis"],
];

const statuses: ReadonlySet<number> = new Set([200, 202, 401, 403, 405, 429, 503]);
const looksAtBytes = 16_384;

/** The product whose challenge a response is; undefined where it is none. An ordinary 403 or 429 is not. */
export function botWallOf(status: number, headers: Readonly<Record<string, string>>, body: Buffer): string | undefined {
  if (!statuses.has(status)) return undefined;
  if (!/\bhtml\b/i.test(headers["content-type"] ?? "text/html")) return undefined;
  const told = telling.find(([name, value]) => value.test(headers[name] ?? ""));
  if (told) return told[2];
  const start = body.toString("latin1", 0, looksAtBytes);
  return marks.find(([mark]) => mark.test(start))?.[1];
}

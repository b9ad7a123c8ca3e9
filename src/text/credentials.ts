// Finds texts that look like live credentials, by the forms that their issuers gave them, and masks them.

/** A stretch of text that looks like a credential. */
export interface Credential {
  /** Who issues such a thing, for a message: "a GitHub token". */
  readonly what: string;
  /** Offset in UTF-16 units. */
  readonly start: number;
  readonly text: string;
  /** A key that documentation prints everywhere: worth a warning, not an alarm. */
  readonly example: boolean;
}

/** What stands behind the visible beginning of a masked credential. */
export const redactedMark = "…[redacted]";

/** How much of a credential may be shown, so that its owner recognises it (security.md V14). */
export const shownCharacters = 4;

/** Each form is anchored at a token boundary, so that every character is looked at a bounded number of times. */
const forms: readonly (readonly [what: string, form: RegExp])[] = [
  ["a GitHub token", /(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{22,})/g],
  ["a GitLab token", /(?<![\w-])gl(?:pat|dt|rt|ft|soat|cbt|ptt)-[A-Za-z0-9_-]{16,}/g],
  ["an API key of the sk- form", /(?<![\w-])sk-[A-Za-z0-9_-]{20,}/g],
  ["a payment API key", /(?<![\w-])[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/g],
  ["an AWS access key id", /(?<![\w-])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g],
  ["a Google API key", /(?<![\w-])AIza[A-Za-z0-9_-]{35}/g],
  ["a Slack token", /(?<![\w-])xox[abeoprs]-[A-Za-z0-9-]{10,}/g],
  ["an npm token", /(?<![\w-])npm_[A-Za-z0-9]{30,}/g],
  ["a PyPI token", /(?<![\w-])pypi-[A-Za-z0-9_-]{50,}/g],
  ["a Hugging Face token", /(?<![\w-])hf_[A-Za-z0-9]{30,}/g],
  ["a SendGrid key", /(?<![\w-])SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g],
  ["a JSON Web Token", /(?<![\w-])eyJ[A-Za-z0-9_-]{4,}\.eyJ[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{8,}/g],
  ["a private key", /-----BEGIN (?:[A-Z]{1,12} ){0,3}PRIVATE KEY-----[^-]*(?:-----END[A-Z ]{1,40}-----)?/g],
];

/**
 * Found in every text that a credential is found in, and in the JSON of every value that holds such a text: there a tab is
 * written as an escape. Most texts hold none of it and are done.
 */
export const credentialTrace: RegExp =
  /gh[pousr]_\w{20}|github_pat_\w{22}|gl[a-z]{2,4}-[\w-]{16}|sk-[\w-]{20}|[sr]k_(?:live|test)_|AKIA|ASIA|AIza|xox[a-z]-|npm_\w{30}|pypi-[\w-]{50}|hf_\w{30}|SG\.[\w-]{16}|eyJ|PRIVATE KEY|(?:bearer|basic|token)(?:[ \t]|\\t)+[\w.~+/=-]{8}/i;

const schemes = /(?<![\w-])(?:bearer|basic|token)[ \t]+([A-Za-z0-9._~+/=-]{8,})/gi;

const placeholderWords =
  /your|my[-_ ]?(?:api|token|key|secret)|x{4,}|\*{3,}|\.{3}|…|<|>|\$\{|insert|replace|changeme|change[-_]me|placeholder|redacted|dummy|_here\b|-here\b/i;
const plainWord = /^[A-Za-z]+(?:[-_][A-Za-z]+)*$/;

/** True for text that only stands where a credential will be: `YOUR_API_KEY`, `<token>`, `xxxx`, `{token}`. */
export function isPlaceholder(text: string): boolean {
  const bare = text.replace(/\{[^{}]*\}/g, "").trim();
  return bare === "" || placeholderWords.test(bare) || /^(.)\1*$/u.test(bare);
}

/** True for a key that documentation prints as an example. */
export function isDocumentedExample(text: string): boolean {
  return /EXAMPLE(?:KEY)?$/.test(text);
}

/** Finds every credential in a text, in order, not overlapping. Runs in time linear in the text. */
export function findCredentials(text: string): readonly Credential[] {
  if (!credentialTrace.test(text)) return [];
  const found: Credential[] = [];
  for (const [what, form] of forms) {
    for (const match of text.matchAll(form)) {
      if (placeholderWords.test(match[0]) && !isDocumentedExample(match[0])) continue;
      found.push({ what, start: match.index, text: match[0], example: isDocumentedExample(match[0]) });
    }
  }
  for (const match of text.matchAll(schemes)) {
    const token = match[1] ?? "";
    if (isPlaceholder(token) || plainWord.test(token) || !/[0-9]/.test(token + (token.length >= 20 ? "0" : "")))
      continue;
    const start = match.index + match[0].length - token.length;
    found.push({ what: "an authorization token", start, text: token, example: isDocumentedExample(token) });
  }
  found.sort((a, b) => a.start - b.start || b.text.length - a.text.length);
  let end = 0;
  return found.filter((credential) => {
    if (credential.start < end) return false;
    end = credential.start + credential.text.length;
    return true;
  });
}

/** A stretch of a text that must not be shown, in UTF-16 units; what stands before `start` may be. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds what {@link maskCredentials} would mask: credentials but for their first characters, and the passwords and secret query
 * values of URLs. Runs in time linear in the text.
 */
export function secretStretches(text: string): readonly Stretch[] {
  const stretches: Stretch[] = findCredentials(text).map(({ start, text: found }) => ({
    start: start + shownCharacters,
    end: start + found.length,
  }));
  stretches.push(...userinfoStretches(text));
  for (const match of text.matchAll(queryForm)) {
    const [whole, before = "", key = "", value = ""] = match;
    if (isSecretValue(key, value)) {
      stretches.push({ start: match.index + before.length + key.length + 1, end: match.index + whole.length });
    }
  }
  return stretches;
}

/** Whether a document holds a credential, or a URL with a password; what a query's values are worth depends on the query. */
export function holdsCredential(text: string): boolean {
  return findCredentials(text).length > 0 || userinfoStretches(text).length > 0;
}

function userinfoStretches(text: string): Stretch[] {
  return [...text.matchAll(userinfoInText)].flatMap(({ index, 1: slashes = "", 2: userinfo = "" }) => {
    const start = index + slashes.length;
    return isPlaceholder(userinfo) ? [] : [{ start, end: start + userinfo.length }];
  });
}

/** The part of a secret that may be shown: its first four characters and a mark; nothing of a very short one. */
export function mask(secret: string): string {
  return `${secret.length >= 2 * shownCharacters ? secret.slice(0, shownCharacters) : ""}${redactedMark}`;
}

/** Replaces by its mask each credential in a text, and each password and secret query value of a URL. */
export function maskCredentials(text: string): string {
  let masked = "";
  let end = 0;
  for (const { start, text: secret } of findCredentials(text)) {
    masked += text.slice(end, start) + mask(secret);
    end = start + secret.length;
  }
  return maskUrl(masked + text.slice(end));
}

/** Query parameters whose value is a credential (spec.md 1.5, SC-URL-QSECRET). */
export const secretQueryKey: RegExp =
  /^(?:access[-_]?token|api[-_]?key|apikey|auth[-_]?token|client[-_]?secret|key|password|passwd|pwd|secret|sig|signature|token|x-amz-signature|x-amz-security-token)$/i;

const userinfoForm = /(:\/\/)([^\s/?#@]{1,400})@/g;
/** In the text of a document a URL ends with its string, a quote in it is escaped, and its slashes may be. */
const userinfoInText = /(:\\?\/\\?\/)((?:\\[^/]|[^\s/?#@"\\]){1,400})@/g;
const queryForm = /([?&;])([\w-]{1,40})=([^&;#\s"]+)/g;

function isSecretValue(key: string, value: string): boolean {
  return secretQueryKey.test(key) && !isPlaceholder(value) && !value.includes(redactedMark);
}

function maskUrl(text: string): string {
  return text
    .replace(userinfoForm, (_, slashes: string, userinfo: string) => {
      return userinfo.includes(redactedMark) ? `${slashes}${userinfo}@` : `${slashes}${mask(userinfo)}@`;
    })
    .replace(queryForm, (whole, before: string, key: string, value: string) => {
      return isSecretValue(key, value) ? `${before}${key}=${mask(value)}` : whole;
    });
}

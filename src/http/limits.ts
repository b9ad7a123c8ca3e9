// Every limit on talking to strangers: one constant each, with its unit in the name and its reason beside it.

const kib = 1024;
const mib = 1024 * kib;

/** Most bytes of a card, on the wire and decoded: the largest real card is under 30 KiB. */
export const cardMaxBytes: number = 512 * kib;

/** Most bytes of a card that `validate` still calls valid, with a warning from {@link cardMaxBytes} up. */
export const cardReadMaxBytes: number = mib;

/** Most bytes of a catalog: a thousand entries with inline cards of ordinary size. */
export const catalogMaxBytes: number = 4 * mib;

/** The whole answer, redirects included: long enough for a slow host, short enough that a hostile one is cheap. */
export const requestTimeoutMs = 15_000;

/** Name lookup: a resolver that has not answered by then will not. */
export const dnsTimeoutMs = 5_000;

/** Most addresses of one name that are looked at: real hosts have fewer, and each must be vetted. */
export const dnsMaxAnswers = 16;

/** TCP and TLS together: slower hosts are as good as down. */
export const connectTimeoutMs = 5_000;

/** How long the first address is tried alone before the next one is tried beside it (RFC 8305 section 5). */
export const connectAttemptDelayMs = 250;

/** From the request to the end of the response headers. */
export const headersTimeoutMs = 5_000;

/** Between two pieces of a body. */
export const bodyIdleTimeoutMs = 5_000;

/** How long a visit's connection is kept idle between two requests. */
export const keepAliveMs = 10_000;

/** All header lines of one response together; the largest real ones are under 8 KiB. */
export const headerBlockMaxBytes: number = 16 * kib;

/** Interim (1xx) responses before the real one; more at once is a flood. */
export const interimMaxResponses = 512;

/** Redirect hops, as the large crawlers follow. */
export const maxRedirects = 5;

/** Characters of a URL: RFC 9110 section 4.1 asks for 8000 to be read, but no card or catalog needs them. */
export const urlMaxLength = 2048;

/** Requests in flight to one resolved address, over all visits: shared hosting puts thousands of names on one. */
export const addressMaxInFlight = 8;

/** How long a request may wait for its turn at an address. The wait does not count towards its deadline. */
export const turnTimeoutMs = 120_000;

/** One visit to a host by the clock; what was not asked is asked at the next. */
export const visitTimeoutMs = 60_000;

/** Requests of one visit to a host. */
export const visitMaxRequests = 30;

/** Requests to one foreign host for the sake of one root catalog, so that a catalog is no weapon against a third. */
export const foreignHostMaxRequests = 20;

/** Levels of nested catalogs below the root. */
export const catalogMaxDepth = 4;

/** Card entries followed for one root catalog. */
export const catalogMaxEntries = 1_000;

/** Hosts visited at once: crawls wait for the network, and more than this costs memory for no speed. */
export const crawlConcurrency = 128;

/** Requests in flight to one host by `discover` and `check`, which act for a person. */
export const userMaxInFlight = 2;

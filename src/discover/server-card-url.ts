// The reserved place of a Server Card beside its MCP endpoint.

/** What is appended to the endpoint's path (spec.md 5, suffix rule). */
export const serverCardSuffix = "/server-card";

/**
 * Gives the URL where the card of an MCP endpoint may stand: query and fragment are dropped, one trailing slash is
 * collapsed, `/server-card` is appended to the path. The endpoint is an absolute URL with its templates expanded.
 */
export function serverCardUrl(endpoint: string): string {
  const url = new URL(endpoint);
  return `${url.origin}${url.pathname.replace(/\/$/, "")}${serverCardSuffix}`;
}

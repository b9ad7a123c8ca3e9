// For which hosts this registry answers: its public one, and this machine's own names where it listens there.

/** Whether a Host header, or the authority of a request's target, is one of ours. */
export type IsOwnHost = (host: string | undefined) => boolean;

const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Gives the test. Without a public URL any host is ours: nobody said which is, and nothing in an answer depends on it.
 * `address` is where the registry listens. `onlyLoopback` is for one that takes publications without any proof: a page
 * whose name leads here may not send them.
 */
export function ownHosts(
  publicUrl: string | undefined,
  address: string,
  { onlyLoopback = false }: { readonly onlyLoopback?: boolean } = {},
): IsOwnHost {
  if (onlyLoopback) return (asked) => asked !== undefined && loopbackName.test(asked);
  if (publicUrl === undefined) return () => true;
  const { host, hostname, protocol } = new URL(publicUrl);
  const withPort = `${hostname}:${protocol === "https:" ? "443" : "80"}`;
  const own = new Set([host, ...(host === hostname ? [withPort] : [])]);
  const onLoopback = loopbackName.test(address) || address === "::1";
  return (asked) => asked !== undefined && (own.has(asked.toLowerCase()) || (onLoopback && loopbackName.test(asked)));
}

// For which hosts this registry answers: its public one, and this machine's own names where it listens there.

/** Whether a Host header, or the authority of a request's target, is one of ours. */
export type IsOwnHost = (host: string | undefined) => boolean;

const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Gives the test. Without a public URL any host is ours: nobody said which is, and nothing in an answer depends on it.
 * `address` is where the registry listens.
 */
export function ownHosts(publicUrl: string | undefined, address: string): IsOwnHost {
  if (publicUrl === undefined) return () => true;
  const { host, hostname, protocol } = new URL(publicUrl);
  const withPort = `${hostname}:${protocol === "https:" ? "443" : "80"}`;
  const own = new Set([host, ...(host === hostname ? [withPort] : [])]);
  const onLoopback = loopbackName.test(address) || address === "::1";
  return (asked) => asked !== undefined && (own.has(asked.toLowerCase()) || (onLoopback && loopbackName.test(asked)));
}

// What a server that asks who we are wants to know, read from WWW-Authenticate. Nothing that it names is ever fetched.

/** The readable part of a challenge (RFC 9110 section 11.6.1, RFC 9728 section 5.1). */
export interface Challenge {
  /** Names of the schemes, such as `Bearer`, at most 8; empty where the server named none. */
  readonly schemes: readonly string[];
  /** Where the server says that its OAuth metadata stands. A stranger's text: not checked, not fetched. */
  readonly resourceMetadata?: string;
  readonly scope?: string;
}

const headerMaxUnits = 4096;

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, "i").exec(header);
  return found === null ? undefined : (found[1]?.replace(/\\(.)/g, "$1") ?? found[2]);
}

/** Reads the header's first 4,096 characters. Of several challenges the parameters of the first that has them are given. */
export function readChallenge(header = ""): Challenge {
  const text = header.slice(0, headerMaxUnits);
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const schemes = [...bare.matchAll(/(?:^|,)\s*([A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]*)(?=\s*(?:,|$)|\s+[^\s=])/g)];
  const resourceMetadata = parameter(text, "resource_metadata");
  const scope = parameter(text, "scope");
  return {
    schemes: [...new Set(schemes.map((match) => match[1] ?? ""))].slice(0, 8),
    ...(resourceMetadata !== undefined && { resourceMetadata }),
    ...(scope !== undefined && { scope }),
  };
}

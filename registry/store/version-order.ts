// Which of two versions is newer, for version strings of any shape and size.

/** A version as the index orders it. */
export interface Dated {
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
}

const semver = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Compares runs of digits by value, without a number type that huge ones would overflow. */
function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+/, "");
  const right = b.replace(/^0+/, "");
  return left.length - right.length || compareText(left, right);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** SemVer 2.0.0 section 11.4: identifiers left to right, numeric ones below the others, more of them above fewer. */
function comparePrerelease(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (const [index, x] of left.entries()) {
    const y = right[index];
    if (y === undefined) return 1;
    const numeric = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
    const order = numeric[0] ? compareDigits(x, y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/**
 * Positive where `a` is the newer one: semantic versions by precedence (a leading `v` is tolerated), any of them above
 * whatever is not one, the rest and ties by publication, then by text (registry-api.md 1.8). Never throws.
 */
export function compareVersions(a: Dated, b: Dated): number {
  const left = semver.exec(a.version);
  const right = semver.exec(b.version);
  if (left && right) {
    for (const part of [1, 2, 3]) {
      const order = compareDigits(left[part] ?? "", right[part] ?? "");
      if (order !== 0) return order;
    }
    const [x, y] = [left[4], right[4]];
    if (x !== y) {
      if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
      const order = comparePrerelease(x, y);
      if (order !== 0) return order;
    }
  } else if (left || right) {
    return left ? 1 : -1;
  }
  return a.publishedAt - b.publishedAt || compareText(a.version, b.version);
}

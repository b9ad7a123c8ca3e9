// The copy of an origin's robots.txt that outlives a run, and how long it may stand in for the real one.

/** What an origin's robots.txt last said. */
export interface RobotsCopy {
  readonly origin: string;
  /** When it was last read, or confirmed by a 304. */
  readonly readAt: Date;
  /** The lines of it that speak to us; absent where there was none (4xx), which allows all. */
  readonly bytes?: Uint8Array;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Larger files are not kept: they are asked for anew in each run. Real ones are under 10 KiB. */
export const robotsKeptMaxBytes: number = 64 * 1024;

/** How long rules hold: RFC 9309 section 2.4 allows a day. */
export const robotsLifeMs: number = 24 * 3600 * 1000;

/** How long an origin without readable rules is left alone. */
export const robotsErrorLifeMs: number = 3600 * 1000;

/** How long the last good copy stands in while the host answers 5xx. */
export const robotsLastGoodMs: number = 30 * 24 * 3600 * 1000;

/** How much longer a copy holds, in milliseconds; 0 or less where it is too old, or from a clock that was wrong. */
export function robotsLeftMs({ readAt }: RobotsCopy, now: Date): number {
  const age = now.getTime() - readAt.getTime();
  return age < 0 ? 0 : robotsLifeMs - age;
}

/** Whether a copy may stand in for rules that cannot be read. */
export function mayStandIn({ readAt, bytes }: RobotsCopy, now: Date): boolean {
  const age = now.getTime() - readAt.getTime();
  return bytes !== undefined && age >= 0 && age <= robotsLastGoodMs;
}

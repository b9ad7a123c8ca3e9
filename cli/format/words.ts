// Numbers in sentences.

/** `1 error`, `2 errors`, `1,204 errors`. */
export function count(number: number, noun: string): string {
  return `${figures(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** A whole number with commas between thousands, whatever the locale. */
export function figures(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A stretch of time as a person would say it: `340 ms`, `1.4 s`, `24.6 s`, `3 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${figures(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** `12.3 MiB`. */
export function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${figures(Math.ceil(bytes / 1024))} KiB`;
  const mib = bytes / (1024 * 1024);
  return mib < 1024 ? `${mib.toFixed(1)} MiB` : `${(mib / 1024).toFixed(1)} GiB`;
}

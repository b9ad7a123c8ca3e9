// Decides whether there is colour, and mixes it: the one file that knows chalk, which is loaded only where colour is on.

import { type Palette, plain } from "./format/palette.ts";
import type { Host } from "./host.ts";

/** Whether stdout gets colour: `--no-color`, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal. */
export function wantsColour(host: Host, color: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.env;
  if (!color || (NO_COLOR ?? "") !== "") return false;
  if ((FORCE_COLOR ?? "") !== "") return FORCE_COLOR !== "0";
  return host.stdout.isTTY && TERM !== "dumb";
}

/** Gives the palette for stdout. */
export async function openPalette(host: Host, color: boolean): Promise<Palette> {
  if (!wantsColour(host, color)) return plain;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  return {
    error: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
    info: (text) => chalk.blue(text),
    good: (text) => chalk.green(text),
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
  };
}

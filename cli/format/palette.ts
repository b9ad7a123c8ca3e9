// Colour as functions from text to text, so that what prints never asks whether there is any.

/** What a text may be painted as. */
export interface Palette {
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  good(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

function same(text: string): string {
  return text;
}

/** No colour at all. */
export const plain: Palette = { error: same, warning: same, info: same, good: same, strong: same, faint: same };

// Finds words in a display text that are meant for a language model and not for a person.

/** Longest text that is searched, in UTF-16 units: the schema allows less, and a catalog's longer text is cut here. */
const maxSearchedUnits: number = 8 * 1024;

/** A text that tells of such words puts them into quotes; then they are not said. Looked for in what stands before. */
const openQuote = /(?:["`“”„«»‹›]|(?<!\p{L})['‘’])[^"`“”„«»‹›'‘’]{0,40}$/u;

/**
 * Orders that no description of a server gives to a person. In English only: this is what is copied from attack to
 * attack, and each form was tried on every document of the wild without a false alarm.
 */
const orders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\s{1,3}(?:(?:all|any|the|your|of|these|those|my)\s{1,3}){0,4}(?:previous|prior|above|earlier|preceding)\s{1,3}(?:\w{1,20}\s{1,3}){0,1}(?:instructions?|prompts?|rules?|messages?|directions?|context)\b/gi,
  /\b(?:do\s{1,3}not|don't|never)\s{1,3}(?:tell|inform|notify|alert|mention\s{1,3}(?:this|it)\s{1,3}to|show\s{1,3}(?:this|it)\s{1,3}to)\s{1,3}the\s{1,3}user\b/gi,
  /\b(?:reveal|print|repeat|output|disclose|leak)\s{1,3}(?:your|the)\s{1,3}(?:system|hidden|initial)\s{1,3}(?:prompt|instructions)\b/gi,
  /\byou\s{1,3}(?:must|should)\s{1,3}(?:always\s{1,3})?(?:call|use|prefer)\s{1,3}this\s{1,3}(?:tool|server)\s{1,3}(?:first|before|instead)\b/gi,
  /\bwithout\s{1,3}(?:asking|telling|informing|notifying)\s{1,3}the\s{1,3}user\b/gi,
];

/** Marks that delimit the turns of a model's input; they mean nothing to a person. */
const marks: readonly RegExp[] = [
  /<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>/i,
  /\[\/?INST\]|<<\/?SYS>>/,
  /<\/?(?:system|important|instructions?|secret|hidden)>/i,
];

/**
 * Found in each text that a form above is found in, whatever the case of its letters. Most texts hold none of it, and then no
 * form is compiled: that takes 10 ms, more than all else that is done for a small card.
 */
export const instructionTrace: RegExp = /ignore|disregard|forget|override|user|system|hidden|initial|this|<|\[\/?inst/i;

/** Gives the first words that give an order to a model, or undefined. Runs in time linear in the text. */
export function findInstruction(text: string): string | undefined {
  const searched = text.slice(0, maxSearchedUnits);
  if (!instructionTrace.test(searched)) return undefined;
  for (const form of orders) {
    for (const { 0: found, index } of searched.matchAll(form))
      if (!openQuote.test(searched.slice(Math.max(0, index - 60), index))) return found;
  }
  return marks.map((form) => form.exec(searched)?.[0]).find((found) => found !== undefined);
}

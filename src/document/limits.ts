// How big, deep and crowded a document may be before it is refused unread; one winner for each, from the outer contract.

/** A card above this is valid with a warning, and no registry lists it. Real cards are under 20 KiB. */
export const largeCardBytes: number = 512 * 1024;

/** A card above this is an error. */
export const maxCardBytes: number = 1024 * 1024;

/** Anything above this is not read at all: the most that a catalog may have. */
export const maxDocumentBytes: number = 4 * 1024 * 1024;

/** Levels of nesting: far above any real document, far below where a recursive reader overflows its stack. */
export const maxDepth = 64;

/** Members in a card, and likewise array items: what a person could have meant to write. */
export const maxCardKeys = 10_000;

/** Members in a whole catalog with its inline cards, and likewise array items. */
export const maxKeys = 100_000;

/** UTF-16 units in one key. */
export const maxKeyLength = 1024;

/** Items in one array of a card, and entries of a catalog that are judged: bounds what a validator costs. */
export const maxArrayItems = 1000;

// The one error that means: the caller asked for something impossible.

/** Thrown for misuse; the command line turns it into exit code 2. The message is for the person who called. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

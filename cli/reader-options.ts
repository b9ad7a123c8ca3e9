// The options about who can read a document.

import { type ProfileName, profileNames } from "../src/profiles/profile.ts";
import { type Option, readWord, toggle } from "./option.ts";

/** `--readers`. */
export const readers: Option<boolean> = toggle(
  "also say who can read each document, and what to change for the others",
);

/** `--profile NAME`: what that reader needs is an error where it is missing. */
export const profile: Option<readonly ProfileName[]> = {
  value: "NAME",
  repeatable: true,
  words: profileNames,
  summary: `what this reader needs is an error where it is missing; repeatable: ${profileNames.join(", ")}`,
  initial: [],
  read: (text, before) => [...before, readWord(text, profileNames)],
};

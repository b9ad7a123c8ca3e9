// What the codes mean that hold a card against other files of the same project.

import type { CodeInfo, CodeTable } from "../document/code-info.ts";

function drift(severity: CodeInfo["severity"], title: string, rationale: string): CodeInfo {
  return { severity, title, rationale };
}

/** Every code of `validate --against`. None has samples: each needs two files. */
export const againstCodes: CodeTable = {
  "card/against-name": drift(
    "error",
    "another file of the project gives the server another name",
    "Registries and clients take name and version for the server's identity. Under two names it is two servers.",
  ),
  "card/against-version": drift(
    "error",
    "another file of the project gives another version",
    "A version that is written in several files drifts when one of them is forgotten. Readers that compare the card with the registry then see two releases where there is one.",
  ),
  "card/against-remotes": drift(
    "error",
    "another file of the project lists other remotes",
    "A client that found the server in a registry connects elsewhere than one that read the card.",
  ),
  "card/against-description": drift(
    "warning",
    "another file of the project describes the server differently",
    "Two descriptions of one server make people wonder whether it is one. A package may be described at more length, so this is only a warning.",
  ),
  "card/against-repository": drift(
    "warning",
    "another file of the project names another repository",
    "The repository is where people look for the source and report faults. Different ways to write one address count as equal.",
  ),
};

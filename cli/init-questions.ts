// What `init` has to ask, because nobody can make it up: at a terminal one after another, elsewhere all at once as an error.

import type { Draft, NeededMember } from "../src/draft/draft.ts";
import { missingMembers } from "../src/draft/draft.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Question } from "./ask.ts";
import type { Host } from "./host.ts";
import { endpointProblem, nameProblem, problemOf } from "./init-options.ts";

const questions: Readonly<Record<NeededMember, Question>> = {
  url: { message: "Where is the MCP endpoint?", example: "https://example.com/mcp", problem: endpointProblem },
  description: {
    message: "What can it do, in at most 100 characters?",
    example: "Forecasts for any place on land",
    problem: problemOf("description"),
  },
  version: { message: "Which version is it?", example: "1.0.0", problem: problemOf("version") },
  name: { message: "What is it called?", example: "com.example/weather", problem: nameProblem },
};

const flags: Readonly<Record<NeededMember, string>> = {
  url: "--url https://example.com/mcp",
  description: '--description "what it can do"',
  version: "--server-version 1.0.0",
  name: "--name com.example/weather",
};

/** Asks for what a draft lacks. Gives undefined where the person gives up; throws UsageError where nobody can be asked. */
export async function fillIn(draft: Draft, host: Host): Promise<Draft | undefined> {
  const missing = missingMembers(draft);
  if (missing.length === 0) return draft;
  const terminal = host.openTerminal();
  if (terminal === undefined) throw missingError(missing);
  const { ask } = await import("./ask.ts");
  let filled = draft;
  for (const member of missing) {
    const answer = await ask(questions[member], terminal, host.signal);
    if (answer === undefined) return undefined;
    filled = { ...filled, [member]: answer };
  }
  return filled;
}

/** Asks for the name, with a guess to start from. Gives undefined where the person gives up. */
export async function askName(guess: string | undefined, host: Host): Promise<string | undefined> {
  const terminal = host.openTerminal();
  if (terminal === undefined) {
    if (guess !== undefined) return guess;
    throw missingError(["name"]);
  }
  const { ask } = await import("./ask.ts");
  const question = guess === undefined ? questions.name : { ...questions.name, initial: guess };
  return await ask(question, terminal, host.signal);
}

function missingError(members: readonly NeededMember[]): UsageError {
  const needed = members.map((member) => flags[member]).join(", ");
  return new UsageError(`a card needs more than is known, and there is no terminal to ask at: ${needed}`);
}

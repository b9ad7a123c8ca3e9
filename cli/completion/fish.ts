// The completion script for fish, 3.0 and newer.

import type { CompletedCommand, CompletedOption } from "./words.ts";

/** Writes the script. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  return `${[
    "# Completion of mcp-discover in fish:  mcp-discover completion fish > ~/.config/fish/completions/mcp-discover.fish",
    "complete -c mcp-discover -f",
    "complete -c mcp-discover -n __fish_use_subcommand -l help -d 'say what there is'",
    "complete -c mcp-discover -n __fish_use_subcommand -l version -d 'print the version'",
    ...commands.flatMap(commandLines),
  ].join("\n")}\n`;
}

function commandLines({ name, summary, options, operands }: CompletedCommand): string[] {
  const when = `complete -c mcp-discover -n '__fish_seen_subcommand_from ${name}'`;
  const operand =
    operands === "files" ? [`${when} -F`] : operands === "text" ? [] : [`${when} -a ${quoted(operands.join(" "))}`];
  return [
    `complete -c mcp-discover -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...operand,
    ...options.map((option) => `${when} ${optionWords(option)}`),
  ];
}

function optionWords({ flag, summary, value, attached }: CompletedOption): string {
  const words = `-l ${flag.slice(2)} -d ${quoted(summary)}`;
  if (value === undefined || attached) return words;
  if (value === "files") return `${words} -r -F`;
  if (value === "text") return `${words} -x`;
  // With an empty description of its own no value bears the option's.
  return `${words} -x -a ${quoted(value.map((word) => `${word}\\t`).join(" "))}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}

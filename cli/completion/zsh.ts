// The completion script for zsh.

import type { CompletedCommand, CompletedOption, Completion } from "./words.ts";

/** Writes the script: a file `_mcp-discover` in `fpath`, or sourced after `compinit`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(":", "\\:")}`)}`);
  return `#compdef mcp-discover
# Completion of mcp-discover in zsh. After compinit in ~/.zshrc:  source <(mcp-discover completion zsh)
_mcp-discover() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  local -a commands
  commands=(
${names.join("\n")}
  )
  _arguments -C '--help[say what there is]' '--version[print the version]' '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
${commands.map(commandCase).join("\n")}
      esac ;;
  esac
}
if [ "\${funcstack[1]}" = "_mcp-discover" ]; then _mcp-discover "$@"; else compdef _mcp-discover mcp-discover; fi
`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const specs = [...options.map(optionSpec), `*:argument:${action(operands)}`];
  return `        ${name}) _arguments ${specs.map(quoted).join(" ")} ;;`;
}

function optionSpec({ flag, summary, value, placeholder, attached, repeatable }: CompletedOption): string {
  const words = summary.replace(/[[\]:\\]/g, "\\$&");
  const name = placeholder.replace(/[[\]:\\]/g, "\\$&");
  const taken = value === undefined ? "" : attached ? `::${name}:${action(value)}` : `:${name}:${action(value)}`;
  return `${repeatable ? "*" : ""}${flag}${value === undefined ? "" : attached ? "=-" : "="}[${words}]${taken}`;
}

function action(completion: Completion): string {
  if (completion === "files") return "_files";
  return completion === "text" ? " " : `(${completion.join(" ")})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

// The completion script for bash, 3.2 and newer.

import type { CompletedCommand, Completion } from "./words.ts";

/** Writes the script. Words of ours hold no space, quote or wildcard. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  return `# Completion of mcp-discover in bash. Put this line into ~/.bashrc:  source <(mcp-discover completion bash)
_mcp_discover() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  # bash takes "=" for a word of its own.
  if [[ $cur == "=" ]]; then
    cur=""
  elif [[ $prev == "=" ]]; then
    prev="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} --help --version" -- "$cur"))
    return
  fi
  case "$command $prev" in
${commands.flatMap(valueCases).join("\n")}
  esac
  case "$command" in
${commands.map(commandCase).join("\n")}
  esac
}
complete -o default -F _mcp_discover mcp-discover
`;
}

/** After an option that takes a value. */
function valueCases({ name, options }: CompletedCommand): string[] {
  return options.flatMap(({ flag, value, attached }) =>
    value === undefined || attached ? [] : [`    "${name} ${flag}") ${offer(value)}; return ;;`],
  );
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const flags = options.map(({ flag }) => flag).join(" ");
  const offered = offer(operands);
  return `    ${name})
      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "${flags}" -- "$cur")); else ${offered}; fi ;;`;
}

/** No reply means files, by `complete -o default`; a text that only the user knows is not even that. */
function offer(completion: Completion): string {
  if (completion === "files") return ":";
  if (completion === "text") return "compopt +o default 2>/dev/null";
  const nospace = completion.every((word) => word.endsWith("=")) ? "compopt -o nospace 2>/dev/null; " : "";
  return `${nospace}COMPREPLY=($(compgen -W "${completion.join(" ")}" -- "$cur"))`;
}

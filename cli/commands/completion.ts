// `completion`: prints what a shell reads to complete our commands, options and their values.

import { type Call, type Command, defineCommand, type Listing } from "../command.ts";
import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { completions } from "../completion/words.ts";
import { zshScript } from "../completion/zsh.ts";
import { exitCode } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { readWord } from "../option.ts";

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
const shells = ["bash", "zsh", "fish"] as const;

/** `completion <shell>`, for the commands of a table. */
export function createCompletionCommand(commands: readonly Listing[]): Command {
  return defineCommand({
    operands: [{ name: "<shell>", summary: "bash, zsh or fish", words: shells }],
    options: {},
    examples: [
      { line: "source <(mcp-discover completion bash)", what: "in ~/.bashrc; zsh likewise, after compinit" },
      {
        line: "mkdir -p ~/.config/fish/completions && mcp-discover completion fish > ~/.config/fish/completions/mcp-discover.fish",
        what: "once, for fish",
      },
    ],
    async run({ operands }: Call<Record<string, never>>, host: Host): Promise<number> {
      const shell = readWord(operands[0] ?? "", shells);
      await host.stdout.write(scripts[shell](await completions(commands)));
      return exitCode.clean;
    },
  });
}

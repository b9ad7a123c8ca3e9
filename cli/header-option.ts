// `--header`: sent to a running server that the user has asked to be spoken to, and nowhere else.

import { UsageError } from "../src/usage-error.ts";
import type { Option } from "./option.ts";

/** `--header NAME=VALUE`, repeatable; `when` is the option that speaks to servers, `to` the servers that get it. */
export function headerOption(when: string, to: string): Option<Readonly<Record<string, string>>> {
  return {
    value: "NAME=VALUE",
    repeatable: true,
    summary: `with ${when}: send this header to ${to}, and nowhere else; repeatable`,
    initial: {},
    read: (text, before) => {
      const at = text.indexOf("=");
      if (at < 1) throw new UsageError(`"${text.slice(0, Math.max(at, 0))}" is not NAME=VALUE`);
      return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
    },
  };
}

// `--header`: sent to a running server that the user has asked to be spoken to, and nowhere else.

import { UsageError } from "../src/usage-error.ts";
import type { Option } from "./option.ts";

/** A field name of HTTP (RFC 9110 section 5.6.2). */
const name = /^[!#$%&'*+.^_`|~\w-]+$/;

/** `--header NAME=VALUE`, repeatable; `when` is the option that speaks to servers, `to` the servers that get it. */
export function headerOption(when: string, to: string): Option<Readonly<Record<string, string>>> {
  return {
    value: "NAME=VALUE",
    repeatable: true,
    summary: `with ${when}: send this header to ${to}, and nowhere else; repeatable`,
    initial: {},
    read: (text, before) => {
      const at = text.indexOf("=");
      // Of "Authorization: Bearer …=", too, nothing is shown: what stands before "=" is a secret there.
      if (!name.test(text.slice(0, Math.max(at, 0))))
        throw new UsageError('write NAME=VALUE, such as "Authorization=Bearer TOKEN" (what was given is not shown)');
      return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
    },
  };
}

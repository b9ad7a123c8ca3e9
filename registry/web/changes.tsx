// What changed of a server lately, in words: the change, when, and which members of its card are others now.

import type { Change, ChangeEvent } from "../store/store.ts";
import type { Rendered } from "./layout.tsx";
import { Text } from "./text.tsx";
import { minute } from "./words.ts";

/** Changes that a page shows; the rest is one link away. */
export const shownChanges = 5;

/** Members that one change names. */
const shownMembers = 5;

const words: Readonly<Record<ChangeEvent, string>> = {
  new: "first seen",
  changed: "its card changed",
  gone: "no longer listed",
  back: "listed again",
  latest: "gained or lost its place as the latest",
  facts: "where it was found changed",
  identity: "who stands behind it changed",
};

/** The last changes, newest first; `href` leads to all of them. */
export function Changes({ of, href }: { readonly of: readonly Change[]; readonly href: string }): Rendered | null {
  if (of.length === 0) return null;
  return (
    <>
      <h2>What changed</h2>
      <ol class="chain">
        {of.map((change) => (
          <li>
            {minute(change.at)}: <Text of={change.version} /> {words[change.event]}
            {change.reason === undefined ? null : (
              <>
                {" "}
                (<Text of={change.reason.replace(/\.$/, "")} />)
              </>
            )}
            <Members of={change} />
          </li>
        ))}
      </ol>
      <p class="soft">
        <a href={href}>All changes, as JSON</a>
      </p>
    </>
  );
}

function Members({ of: { changes, event } }: { readonly of: Change }): Rendered | null {
  if (changes.length === 0) return null;
  const named = changes.slice(0, shownMembers).map(({ pointer }) => pointer);
  const more = changes.length - named.length;
  return (
    <span class="soft">
      {event === "new" ? "; it differs from the one before in " : " "}
      <Text of={named.join(", ")} />
      {more === 0 ? "" : ` and ${more} more`}
    </span>
  );
}

// How to reach a server: each endpoint with what it asks the user for.

import type { Input, Remote } from "../../src/document/card.ts";
import type { Rendered } from "./layout.tsx";
import { Text } from "./text.tsx";

/** The endpoints of a server, first on its page because it is what people come for. */
export function Connect({ remotes }: { readonly remotes: readonly Remote[] }): Rendered {
  return (
    <>
      <h2>Connect</h2>
      {remotes.length === 0 ? (
        <p>The card names no endpoint, so there is nothing to connect to yet.</p>
      ) : (
        remotes.map((remote) => <Endpoint remote={remote} />)
      )}
    </>
  );
}

function Endpoint({ remote }: { readonly remote: Remote }): Rendered {
  const asked = [
    ...Object.entries(remote.variables ?? {}).map(([name, input]) => ({
      what: `{${name}}`,
      where: "in the URL",
      input,
    })),
    ...(remote.headers ?? []).map((input) => ({ what: input.name, where: "header", input })),
  ];
  return (
    <>
      <pre>
        <Text of={remote.url} />
      </pre>
      <p class="soft">
        {remote.type === "sse" ? "HTTP with server-sent events, the older transport" : "Streamable HTTP"}
        {remote.supportedProtocolVersions === undefined ? "." : ", MCP "}
        {remote.supportedProtocolVersions === undefined ? null : (
          <Text of={remote.supportedProtocolVersions.join(", ")} />
        )}
      </p>
      {asked.length === 0 ? null : (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Fill in</th>
              <th scope="col">Where</th>
              <th scope="col">What it is</th>
            </tr>
          </thead>
          <tbody>
            {asked.map(({ what, where, input }) => (
              <tr>
                <td class="name">
                  <Text of={what} />
                </td>
                <td>{where}</td>
                <td>{inputWords(input)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** A value itself is never shown: it may be a secret that somebody published by mistake. */
function inputWords(input: Input): Rendered {
  const traits = [input.isRequired ? "required" : "optional", ...(input.isSecret ? ["secret"] : [])].join(", ");
  if (input.description === undefined) return <span class="soft">{traits}</span>;
  return (
    <>
      <Text of={input.description} /> <span class="soft">({traits})</span>
    </>
  );
}

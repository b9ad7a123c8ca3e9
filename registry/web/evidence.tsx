// Who says so: from the catalog that lists a card to the hosts that get its traffic, with dates.

import type { DiscoveryFacts, UnconfirmedClaim } from "../store/store.ts";
import type { Rendered } from "./layout.tsx";
import { Link, Text, When } from "./text.tsx";
import { checkedWords, counted, endpointWords, evidenceWords, factWords } from "./words.ts";

/** What the evidence section shows. */
export interface EvidenceProps {
  readonly facts: DiscoveryFacts;
  readonly claims: readonly UnconfirmedClaim[];
  readonly now: Date;
}

/** The evidence for one entry, and the others who claim its name. */
export function Evidence({ facts, claims, now }: EvidenceProps): Rendered {
  const { words, confirmed } = evidenceWords(facts.evidence, now);
  return (
    <>
      <h2>Who says so</h2>
      <p>
        This card is <span class={confirmed ? "" : "warn"}>{words}</span>; {checkedWords(facts, now)}.
      </p>
      <ol class="chain">
        <li>
          <b>Listed by</b>{" "}
          {facts.catalogUrl === undefined ? (
            "no catalog: the card was asked for directly"
          ) : (
            <Link to={facts.catalogUrl} />
          )}
        </li>
        <li>
          <b>Card at</b>{" "}
          {facts.cardUrl === undefined ? "no address: it was published here" : <Link to={facts.cardUrl} />}
        </li>
        <li>
          <b>Traffic to</b>{" "}
          {facts.endpointHosts.length === 0 ? (
            "no fixed host: the card names none, or leaves it to you"
          ) : (
            <Text of={facts.endpointHosts.map((host) => endpointWords(host, facts.evidence, now)).join(", ")} />
          )}
        </li>
      </ol>
      <Facts facts={facts} now={now} />
      <p class="soft">
        First seen <When at={facts.firstSeenAt} />, last seen <When at={facts.lastSeenAt} />, last changed{" "}
        <When at={facts.lastChangedAt} />. {counted(facts.diagnostics.errors, "error")} and{" "}
        {counted(facts.diagnostics.warnings, "warning")} in the card. SHA-256 <code>{facts.sha256}</code>
      </p>
      {claims.length === 0 ? null : <Others claims={claims} now={now} />}
    </>
  );
}

function Facts({ facts, now }: { readonly facts: DiscoveryFacts; readonly now: Date }): Rendered {
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Fact</th>
          <th scope="col">Checked</th>
          <th scope="col">Holds until</th>
        </tr>
      </thead>
      <tbody>
        {facts.evidence.map((fact) => (
          <tr>
            <td>
              <Text of={factWords(fact)} />
            </td>
            <td data-label="checked">
              <When at={fact.checkedAt} />
            </td>
            <td data-label="holds until">
              {fact.expiresAt <= now ? "expired " : ""}
              <When at={fact.expiresAt} to="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Others({ claims, now }: Pick<EvidenceProps, "claims" | "now">): Rendered {
  return (
    <>
      <h2>Others who claim this name</h2>
      <p>Their cards are kept but not shown: what they bring forward does not outweigh the above.</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Card at</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {claims.map(({ version, discovery }) => (
            <tr>
              <td class="name">
                <Text of={version} />
              </td>
              <td>{discovery.cardUrl === undefined ? "published here" : <Link to={discovery.cardUrl} />}</td>
              <td>
                <Text of={evidenceWords(discovery.evidence, now).words} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

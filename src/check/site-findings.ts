// What the places of a host show together: walls, logins before public documents, hosts that answer everything, cards nobody lists.

import type { Discovery } from "../discover/discovery.ts";
import type { PathFound } from "./probe.ts";
import type { SiteFinding } from "./site-finding.ts";

/** Yields what is wrong with the host as a whole. */
export function* siteFindings(discovery: Discovery, paths: readonly PathFound[]): Iterable<SiteFinding> {
  const catchAll = paths.find(({ state }) => state === "catch-all");
  if (catchAll) {
    yield {
      url: catchAll.url,
      diagnostic: {
        code: "check/catch-all",
        severity: "info",
        message: "the host answers every path with 200",
        hint: "answer paths that do not exist with 404, at least below /.well-known",
        spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5",
      },
    };
  }
  yield* walls(discovery, paths);
  for (const { url, state, answer, place } of paths) {
    if (state !== "guarded" || (place.standing !== "current" && place.standing !== "reserved")) continue;
    yield {
      url,
      diagnostic: {
        code: "check/guarded",
        severity: "warning",
        message: `the host answers ${answer?.status ?? 403} where a document for everybody belongs`,
        hint: "serve it without a login; a path below the endpoint often inherits the endpoint's own",
      },
    };
  }
  yield* unlisted(discovery, paths);
  yield* passedBy(discovery);
}

/** What an aggregator's nested catalogs list is checked at those who serve it. */
function* passedBy({ catalogs, passed }: Discovery): Iterable<SiteFinding> {
  const [root] = catalogs;
  if (passed === undefined || root === undefined) return;
  const counts = [
    ...(passed.cards > 0 ? [`${passed.cards} ${passed.cards === 1 ? "card" : "cards"} of other hosts`] : []),
    ...(passed.catalogs > 0 ? [`${passed.catalogs} further ${passed.catalogs === 1 ? "catalog" : "catalogs"}`] : []),
  ];
  yield {
    url: root.url,
    diagnostic: {
      code: "check/nested",
      severity: "info",
      message: `nested catalogs list ${counts.join(" and ")}, not looked at`,
      hint: "check those hosts, or name one of the catalogs to check it as a root",
    },
  };
}

function* walls({ failures }: Discovery, paths: readonly PathFound[]): Iterable<SiteFinding> {
  const walled = new Map<string, string>();
  for (const { url, code, message } of failures) if (code === "bot-wall") walled.set(url, message);
  for (const { url, state, failure } of paths) if (state === "wall") walled.set(url, failure?.message ?? "");
  const [first] = walled;
  if (first === undefined) return;
  const [url, message] = first;
  yield {
    url,
    diagnostic: {
      code: "check/bot-wall",
      severity: "error",
      message,
      hint: "let paths below /.well-known and the cards pass: a rule that skips bot protection for them",
    },
  };
}

/** A card beside an endpoint that the catalog of the same host does not list. */
function* unlisted({ servers }: Discovery, paths: readonly PathFound[]): Iterable<SiteFinding> {
  const catalog = paths.find(({ place }) => place.standing === "current");
  for (const { cardAt, listedBy, card } of servers) {
    if (listedBy !== undefined || card === undefined || catalog === undefined) continue;
    const text = catalog.report?.text ?? "";
    if (text.includes(JSON.stringify(cardAt).slice(1, -1)) || text.includes(JSON.stringify(card.name))) continue;
    yield {
      url: cardAt,
      diagnostic: {
        code: "check/unlisted",
        severity: "warning",
        message:
          catalog.state === "document"
            ? "the host's catalog does not list this card"
            : "the host has no catalog, so that only those who know the endpoint find this card",
        hint: "list it at /.well-known/ai-catalog.json: mcp-discover publish writes the file",
      },
    };
  }
}

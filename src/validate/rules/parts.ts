// Walks the parts of a card that many rules look at, each with its JSON Pointer.

import type { Card, Input, KeyValueInput, Remote } from "../../document/card.ts";
import { readTemplateUrl, type TemplateUrl } from "../../text/host-names.ts";
import { type Link, readLink } from "../../text/read-link.ts";
import { expandTemplate } from "../../text/templates.ts";

/** A value together with the JSON Pointer (RFC 6901) that leads to it. */
export interface Part<T> {
  readonly pointer: string;
  readonly value: T;
}

/** Writes one step of a JSON Pointer. */
export function step(key: string | number): string {
  return typeof key === "number" ? `/${key}` : `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A dozen rules look at one card in the same way, one after another: what the last card gave is kept. */
function once<T>(read: (card: Card) => T): (card: Card) => T {
  let last: Card | undefined;
  let kept: T;
  return (card) => {
    if (card !== last) {
      kept = read(card);
      last = card;
    }
    return kept;
  };
}

/** The card as JSON without white space: what the `trace` of a rule is looked for in. */
export const jsonOf: (card: Card) => string = once((card) => JSON.stringify(card));

const none: readonly never[] = [];

/** A declared variable, with its name. */
type VariablePart = Part<Input> & { readonly name: string };

/** A header with its own variables. */
export type HeaderPart = Part<KeyValueInput> & { readonly variables: readonly VariablePart[] };

/** A remote with its headers and variables. */
export type RemotePart = Part<Remote> & {
  readonly headers: readonly HeaderPart[];
  readonly variables: readonly VariablePart[];
};

function variablesOf(pointer: string, { variables }: Remote | KeyValueInput): readonly VariablePart[] {
  if (variables === undefined) return none;
  return Object.keys(variables).map((name) => ({
    pointer: `${pointer}/variables${step(name)}`,
    value: variables[name] as Input,
    name,
  }));
}

function headersOf(pointer: string, { headers = none }: Remote): readonly HeaderPart[] {
  return headers.map((value, index) => {
    const header = `${pointer}/headers/${index}`;
    return { pointer: header, value, variables: variablesOf(header, value) };
  });
}

/** Each remote of a card. */
export const remotesOf: (card: Card) => readonly RemotePart[] = once(({ remotes = none }) =>
  remotes.map((value, index) => {
    const pointer = `/remotes/${index}`;
    return { pointer, value, headers: headersOf(pointer, value), variables: variablesOf(pointer, value) };
  }),
);

/** Each header of each remote. */
export const allHeadersOf: (card: Card) => readonly HeaderPart[] = once((card) =>
  remotesOf(card).flatMap((remote) => remote.headers),
);

type InputPart = VariablePart & { readonly in: "header" | "url" | "value" };
type TextPart = Part<string> & { readonly shape: "label" | "prose" };
type UrlPart = Part<string> & { readonly of: "remote" | "website" | "icon" | "repository" };

/** Each input of a card: headers, their variables, and URL variables. `name` is the header's or variable's name. */
export const inputsOf: (card: Card) => readonly InputPart[] = once((card) => {
  const inputs: InputPart[] = [];
  const add = (place: InputPart["in"], { pointer, value }: Part<Input>, name: string): void => {
    inputs.push({ pointer, value, name, in: place });
  };
  for (const remote of remotesOf(card)) {
    for (const variable of remote.variables) add("url", variable, variable.name);
    for (const header of remote.headers) {
      add("header", header, header.value.name);
      for (const variable of header.variables) add("value", variable, variable.name);
    }
  }
  return inputs;
});

/** Each place of a card that holds a URL, templates included. */
export const urlsOf: (card: Card) => readonly UrlPart[] = once((card) => {
  const { websiteUrl, repository, icons = none } = card;
  const urls: UrlPart[] = [];
  if (websiteUrl !== undefined) urls.push({ pointer: "/websiteUrl", value: websiteUrl, of: "website" });
  if (repository !== undefined) urls.push({ pointer: "/repository/url", value: repository.url, of: "repository" });
  icons.forEach(({ src }, index) => {
    urls.push({ pointer: `/icons/${index}/src`, value: src, of: "icon" });
  });
  for (const { pointer, value } of remotesOf(card)) {
    urls.push({ pointer: `${pointer}/url`, value: value.url, of: "remote" });
  }
  return urls;
});

type LinkPart = Part<Link> & { readonly of: UrlPart["of"]; readonly written: string };

/** Each URL of a card that is no template and that a parser can read. */
export const linksOf: (card: Card) => readonly LinkPart[] = once((card) => {
  const links: LinkPart[] = [];
  for (const { pointer, value: written, of } of urlsOf(card)) {
    const value = of === "remote" ? undefined : readLink(written);
    if (value !== undefined) links.push({ pointer, value, of, written });
  }
  return links;
});

/** Each text of a card that people read; labels stand on one line, prose may break lines. */
export const textsOf: (card: Card) => readonly TextPart[] = once((card) => {
  const texts: TextPart[] = [];
  const add = (pointer: string, value: string | undefined, shape: TextPart["shape"]): void => {
    if (value !== undefined) texts.push({ pointer, value, shape });
  };
  for (const key of ["version", "title", "description"] as const) add(`/${key}`, card[key], "label");
  add("/repository/source", card.repository?.source, "label");
  for (const { pointer, value } of inputsOf(card)) {
    add(`${pointer}/description`, value.description, "prose");
    add(`${pointer}/placeholder`, value.placeholder, "label");
    (value.choices ?? none).forEach((choice, index) => {
      add(`${pointer}/choices/${index}`, choice, "label");
    });
  }
  return texts;
});

/** Where each remote leads as far as the card itself says, in the order of the remotes; undefined for what is no URL. */
export const targetsOf: (card: Card) => readonly (TemplateUrl | undefined)[] = once((card) =>
  remotesOf(card).map((remote) => readTemplateUrl(filledUrl(remote.value))),
);

/** Where a URL template leads when only what the card itself sets is filled in: each variable's `value`, else its `default`. */
export function filledUrl(remote: Remote): string {
  const { url, variables = {} } = remote;
  return expandTemplate(url, (name) => {
    const input = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return input?.value ?? input?.default;
  });
}

// Walks the parts of a card that many rules look at, each with its JSON Pointer.

import type { Card, Input, KeyValueInput, Remote } from "../../document/card.ts";
import { readTemplateUrl, type TemplateUrl } from "../../text/host-names.ts";
import { readUrl } from "../../text/read-url.ts";
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

/** Each remote of a card. */
export const remotesOf: (card: Card) => readonly Part<Remote>[] = once((card) =>
  (card.remotes ?? none).map((value, index) => ({ pointer: `/remotes/${index}`, value })),
);

/** Each header of a remote. */
export function headersOf(remote: Part<Remote>): readonly Part<KeyValueInput>[] {
  const { headers } = remote.value;
  return headers === undefined
    ? none
    : headers.map((value, index) => ({ pointer: `${remote.pointer}/headers/${index}`, value }));
}

/** Each header of each remote. */
export const allHeadersOf: (card: Card) => readonly Part<KeyValueInput>[] = once((card) =>
  remotesOf(card).flatMap(headersOf),
);

type Variable = Part<Input> & { readonly name: string };

/** Each declared variable of a remote or a header, with its name. */
export function variablesOf(owner: Part<Remote> | Part<KeyValueInput>): readonly Variable[] {
  const { variables } = owner.value;
  if (variables === undefined) return none;
  return Object.entries(variables).map(([name, value]) => ({
    pointer: `${owner.pointer}/variables${step(name)}`,
    value,
    name,
  }));
}

type InputPart = Variable & { readonly in: "header" | "url" | "value" };
type TextPart = Part<string> & { readonly shape: "label" | "prose" };
type UrlPart = Part<string> & { readonly of: "remote" | "website" | "icon" | "repository" };

/** Each input of a card: headers, their variables, and URL variables. `name` is the header's or variable's name. */
export const inputsOf: (card: Card) => readonly InputPart[] = once((card) => {
  const inputs: InputPart[] = [];
  const add = (place: InputPart["in"], { pointer, value, name }: Variable): void => {
    inputs.push({ pointer, value, name, in: place });
  };
  for (const remote of remotesOf(card)) {
    for (const variable of variablesOf(remote)) add("url", variable);
    for (const header of headersOf(remote)) {
      add("header", { ...header, name: header.value.name });
      for (const variable of variablesOf(header)) add("value", variable);
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

type LinkPart = Part<URL> & { readonly of: UrlPart["of"]; readonly written: string };

/** Each URL of a card that is no template and that a parser can read. */
export const linksOf: (card: Card) => readonly LinkPart[] = once((card) =>
  urlsOf(card).flatMap(({ pointer, value: written, of }) => {
    const value = of === "remote" ? undefined : readUrl(written);
    return value === undefined ? none : { pointer, value, of, written };
  }),
);

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
  return expandTemplate(remote.url, (name) => {
    const input = Object.hasOwn(remote.variables ?? {}, name) ? remote.variables?.[name] : undefined;
    return input?.value ?? input?.default;
  });
}

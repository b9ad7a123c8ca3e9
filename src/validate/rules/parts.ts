// Walks the parts of a card that many rules look at, each with its JSON Pointer.

import type { Card, Input, KeyValueInput, Remote } from "../../document/card.ts";
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

/** A dozen rules walk the same thousands of inputs: the walk is made once for each card. */
function once<T>(walk: (card: Card) => Iterable<T>): (card: Card) => readonly T[] {
  const known = new WeakMap<Card, readonly T[]>();
  return (card) => {
    const all = known.get(card) ?? [...walk(card)];
    known.set(card, all);
    return all;
  };
}

/** Each remote of a card. */
export const remotesOf: (card: Card) => readonly Part<Remote>[] = once((card) =>
  (card.remotes ?? []).map((value, index) => ({ pointer: `/remotes/${index}`, value })),
);

/** Each header of a remote. */
export function* headersOf(remote: Part<Remote>): Iterable<Part<KeyValueInput>> {
  for (const [index, value] of (remote.value.headers ?? []).entries()) {
    yield { pointer: `${remote.pointer}/headers${step(index)}`, value };
  }
}

/** Each header of each remote. */
export const allHeadersOf: (card: Card) => readonly Part<KeyValueInput>[] = once((card) =>
  remotesOf(card).flatMap((remote) => [...headersOf(remote)]),
);

/** Each declared variable of a remote or a header, with its name. */
export function* variablesOf(
  owner: Part<Remote> | Part<KeyValueInput>,
): Iterable<Part<Input> & { readonly name: string }> {
  for (const [name, value] of Object.entries(owner.value.variables ?? {})) {
    yield { pointer: `${owner.pointer}/variables${step(name)}`, value, name };
  }
}

type InputPart = Part<Input> & { readonly name: string; readonly in: "header" | "url" | "value" };
type TextPart = Part<string> & { readonly shape: "label" | "prose" };

/** Each input of a card: headers, their variables, and URL variables. `name` is the header's or variable's name. */
export const inputsOf: (card: Card) => readonly InputPart[] = once(walkInputs);

/** Each text of a card that people read; labels stand on one line, prose may break lines. */
export const textsOf: (card: Card) => readonly TextPart[] = once(walkTexts);

function* walkInputs(card: Card): Iterable<InputPart> {
  for (const remote of remotesOf(card)) {
    for (const variable of variablesOf(remote)) yield { ...variable, in: "url" };
    for (const header of headersOf(remote)) {
      yield { ...header, name: header.value.name, in: "header" };
      for (const variable of variablesOf(header)) yield { ...variable, in: "value" };
    }
  }
}

type UrlPart = Part<string> & { readonly of: "remote" | "website" | "icon" | "repository" };

/** Each place of a card that holds a URL, templates included. */
export const urlsOf: (card: Card) => readonly UrlPart[] = once(walkUrls);

function* walkUrls(card: Card): Iterable<UrlPart> {
  if (card.websiteUrl !== undefined) yield { pointer: "/websiteUrl", value: card.websiteUrl, of: "website" };
  if (card.repository !== undefined) yield { pointer: "/repository/url", value: card.repository.url, of: "repository" };
  for (const [index, icon] of (card.icons ?? []).entries()) {
    yield { pointer: `/icons${step(index)}/src`, value: icon.src, of: "icon" };
  }
  for (const remote of remotesOf(card))
    yield { pointer: `${remote.pointer}/url`, value: remote.value.url, of: "remote" };
}

function* walkTexts(card: Card): Iterable<TextPart> {
  for (const key of ["version", "title", "description"] as const) {
    const value = card[key];
    if (value !== undefined) yield { pointer: `/${key}`, value, shape: "label" };
  }
  if (card.repository !== undefined)
    yield { pointer: "/repository/source", value: card.repository.source, shape: "label" };
  for (const input of inputsOf(card)) {
    const { description, placeholder } = input.value;
    if (description !== undefined)
      yield { pointer: `${input.pointer}/description`, value: description, shape: "prose" };
    if (placeholder !== undefined)
      yield { pointer: `${input.pointer}/placeholder`, value: placeholder, shape: "label" };
    for (const [index, choice] of (input.value.choices ?? []).entries()) {
      yield { pointer: `${input.pointer}/choices${step(index)}`, value: choice, shape: "label" };
    }
  }
}

/** Where a URL template leads when only what the card itself sets is filled in: each variable's `value`, else its `default`. */
export function filledUrl(remote: Remote): string {
  return expandTemplate(remote.url, (name) => {
    const input = Object.hasOwn(remote.variables ?? {}, name) ? remote.variables?.[name] : undefined;
    return input?.value ?? input?.default;
  });
}

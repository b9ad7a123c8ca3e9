// Makes names that are told apart, where several texts give the same one.

/** Gives `wanted`, or with a number behind it where it is taken; whatever is given is taken from then on. */
export function distinct(wanted: string, taken: Set<string>, joint: "-" | "_"): string {
  let name = wanted;
  for (let number = taken.size + 1; taken.has(name); number += 1) name = `${wanted}${joint}${number}`;
  taken.add(name);
  return name;
}

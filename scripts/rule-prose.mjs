// Takes out of a compiled rule what only documentation reads: half of each rule is prose and samples, and reading it costs time.

/** What {@link ../src/validate/rule.ts RuleProse} holds; `also` is not in every rule. */
const members = ["title", "rationale", "good", "bad"];

/** Takes the text of a rule file as tsc writes it, one member of the rule a line or more. Throws where it is written otherwise. */
export function withoutProse(source, file) {
  const found = [];
  const short = source.replace(/\bdefineRule\(\{\n[\s\S]*?^\}\);$/m, (rule) =>
    rule.replace(/^ {4}(title|rationale|good|bad|also): [\s\S]*?(?=^ {4}[\w*]|^\}\);$)/gm, (_, member) => {
      found.push(member);
      return "";
    }),
  );
  if (members.some((member) => found.filter((name) => name === member).length !== 1)) {
    throw new Error(`${file}: found ${found.join(", ") || "no rule"}`);
  }
  return short;
}

// Reads RFC 3339 times.

/** The time that a text says; undefined where it is none, be it only for a day that is in no calendar. */
export function instantOf(text: string): Date | undefined {
  const rfc3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)([Zz]|[+-]\d{2}:\d{2})$/;
  const [, day = "", time = "", offset = ""] = rfc3339.exec(text) ?? [];
  const date = new Date(`${day}T${time}${offset.toUpperCase()}`);
  const sameDay = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  // An offset may lead to a year that the form cannot write.
  const year = date.getUTCFullYear();
  return !(year >= 0 && year <= 9999) || !sameDay ? undefined : date;
}

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d)(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EMAIL = /^[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/i;

/** Whether the text is a date and time as RFC 3339 writes it. */
export function isDateTime(text: string): boolean {
  const found = DATE_TIME.exec(text);
  if (!found) return false;
  const [year, month, day] = found.slice(1, 4).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

/** The format that fits the text, if one of those told apart does. No text fits two. */
export function formatOf(text: string): string | undefined {
  if (isDateTime(text)) return 'date-time';
  if (isUuid(text)) return 'uuid';
  return isEmail(text) ? 'email' : undefined;
}

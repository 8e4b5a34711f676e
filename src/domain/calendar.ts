/** A day as `YYYY-MM-DD`. Days are compared and counted in UTC, so no time zone moves a verdict. */
export type IsoDate = string;

const DAY_MS = 86_400_000;

/** Whether the text is a day that exists. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && toIsoDate(new Date(time)) === text;
}

/** Days from one date to another; negative where `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The day that is so many days later. */
export function daysAfter(date: IsoDate, days: number): IsoDate {
  return toIsoDate(new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS));
}

export function toIsoDate(date: Date): IsoDate {
  return date.toISOString().slice(0, 10);
}

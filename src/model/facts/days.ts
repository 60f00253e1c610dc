/** The day that a date or a moment in a definition names, as `2026-03-02`; undefined where the text is no date. */
export function dayIn(text: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ].*)?$/.exec(text ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year}-${month}-${day}`;
  return dayOf(Date.UTC(Number(year), Number(month) - 1, Number(day))) === written ? written : undefined;
}

/** The day of a moment in milliseconds, in UTC, as `2026-03-02`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Days from one day to another, both as `2026-03-02`; negative where the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

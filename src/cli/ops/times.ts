import { dayOf } from '../../model/facts/days.js';
import { durationText } from '../../runtime/duration-text.js';

/** A point in time in UTC, as logs have it: `2026-08-02 03:12:44Z`. */
export function timeText(ms: number): string {
  return `${dayOf(ms)} ${new Date(ms).toISOString().slice(11, 19)}Z`;
}

/** `03:12:44.120`, in UTC. */
export function clockText(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}

/** `3 h 12 min ago`; where clocks disagree, a moment ago. */
export function agoText(ms: number, now: number): string {
  return `${ageText(ms, now)} ago`;
}

/** `3 h 12 min`, in whole seconds. */
export function ageText(ms: number, now: number): string {
  return durationText(wholeSeconds(Math.max(0, now - ms)));
}

/** `in 5 min`, or `5 min overdue`. */
export function dueText(ms: number, now: number): string {
  return ms >= now ? `in ${durationText(wholeSeconds(ms - now))}` : `${durationText(wholeSeconds(now - ms))} overdue`;
}

/** Whoever reads hours does not want milliseconds. */
function wholeSeconds(ms: number): number {
  return ms < 1_000 ? ms : Math.floor(ms / 1_000) * 1_000;
}

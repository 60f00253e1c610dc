import type { Explored, ProcessReport, SimulationBounds } from '../../simulate/report.js';

/** A number with its noun, thousands apart by commas. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** How much was looked at; the same in every run. */
export function figuresText(explored: Explored, bounds: SimulationBounds): string {
  const { states, transitions, runs } = explored;
  const figures = [
    counted(states, 'state'),
    counted(transitions, 'step'),
    counted(runs, 'way to an end', 'ways to an end'),
  ];
  return `${figures.join(', ')}; at most ${counted(bounds.maxFaults, 'fault')}`;
}

/** Shorter times are no measure. */
const LEAST_MS = 50;

/** How fast it went, in two digits that mean something; undefined where it was over too soon to say. */
export function speedText({ states, ms }: Explored): string | undefined {
  if (ms < LEAST_MS) return undefined;
  const speed = (states / ms) * 1000;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, speed))) - 1);
  return `${counted(Math.round(speed / unit) * unit, 'state')} a second`;
}

/** Where a run can end. */
export function endsText({ ends }: ProcessReport): string {
  return ends.length === 0 ? 'none: no run comes to rest' : ends.join(', ');
}

/** Which transitions were taken. */
export function coverageText({ coverage: { taken, missed } }: ProcessReport): string {
  return `${grouped(taken.length)} of ${counted(taken.length + missed.length, 'transition')} taken`;
}

/** Why what was found may not be all there is; undefined where it is. */
export function cutText({ kind, name, explored }: ProcessReport): string | undefined {
  const { how, complete, bound, faultsDone, seed, from } = explored;
  if (how === 'random') {
    const next = seed === undefined || from === undefined ? '' : `; \`--seed ${seed} --from ${from}\` goes on`;
    return `Only some runs of the ${kind} \`${name}\` were looked at, by chance${next}.`;
  }
  if (complete) return undefined;
  return `Not every run of the ${kind} \`${name}\` was looked at: ${boundText(bound)}. ${doneText(faultsDone)}`;
}

function boundText(bound: Explored['bound']): string {
  switch (bound) {
    case 'states':
      return 'there are more states than may be kept';
    case 'depth':
      return 'some have more steps than a run may have';
    case undefined:
      return 'a bound was reached';
  }
}

function doneText(faults: number): string {
  if (faults < 0) return 'Not even those without faults are done.';
  return faults === 0 ? 'Those without faults are done.' : `Those with up to ${counted(faults, 'fault')} are done.`;
}

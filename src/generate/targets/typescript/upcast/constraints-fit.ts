import type { Constraints } from '../../../../model/index.js';

type Bounds = readonly Constraints[];

/** Whether every value within all of `from` is within all of `to`; what cannot be told counts as no. */
export function constraintsFit(from: Bounds, to: Bounds): boolean {
  return to.every((bounds) =>
    Object.entries(bounds).every(([name, bound]) => bound === undefined || isImplied(from, name, bound)),
  );
}

function isImplied(from: Bounds, name: string, bound: unknown): boolean {
  const limit = Number(bound);
  switch (name) {
    case 'min':
      return largest(from, 'min') >= limit || largest(from, 'exclusiveMin') >= limit;
    case 'exclusiveMin':
      return largest(from, 'min') > limit || largest(from, 'exclusiveMin') >= limit;
    case 'max':
      return smallest(from, 'max') <= limit || smallest(from, 'exclusiveMax') <= limit;
    case 'exclusiveMax':
      return smallest(from, 'max') < limit || smallest(from, 'exclusiveMax') <= limit;
    case 'minLength':
      return limit <= 0 || largest(from, 'minLength') >= limit;
    case 'maxLength':
      return smallest(from, 'maxLength') <= limit;
    default:
      // Patterns, formats and the like: only the very same is known to mean the same.
      return from.some((bounds) => Object.entries(bounds).some(([key, value]) => key === name && value === bound));
  }
}

type Numeric = 'min' | 'max' | 'exclusiveMin' | 'exclusiveMax' | 'minLength' | 'maxLength';

function largest(all: Bounds, name: Numeric): number {
  return Math.max(...all.map((bounds) => bounds[name] ?? Number.NEGATIVE_INFINITY));
}

function smallest(all: Bounds, name: Numeric): number {
  return Math.min(...all.map((bounds) => bounds[name] ?? Number.POSITIVE_INFINITY));
}

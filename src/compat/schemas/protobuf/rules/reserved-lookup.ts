import type { ProtoRange, ProtoReserved } from '../proto-files.js';

/** Answers what is reserved, however many ranges and names there are. */
export interface ReservedLookup {
  readonly hasName: (name: string) => boolean;
  readonly hasNumber: (number: number) => boolean;
  /** Whether all numbers of a range are reserved, be it by several ranges that touch. */
  readonly covers: (range: ProtoRange) => boolean;
}

/** Makes the answers for what one message or enum reserves. */
export function reservedLookup(reserved: ProtoReserved): ReservedLookup {
  const names = new Set(reserved.names);
  const ranges = joined(reserved.ranges);
  const covers = ({ start, end }: ProtoRange): boolean => {
    const around = lastFrom(ranges, start);
    return around !== undefined && end <= around.end;
  };
  return { hasName: (name) => names.has(name), hasNumber: (number) => covers({ start: number, end: number }), covers };
}

/** The ranges in order, with those that touch put into one. */
function joined(ranges: readonly ProtoRange[]): readonly ProtoRange[] {
  const inOrder = [...ranges].sort((one, other) => one.start - other.start);
  const out: { start: number; end: number }[] = [];
  for (const { start, end } of inOrder) {
    const last = out.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/** The last range that does not start behind a number. */
function lastFrom(ranges: readonly ProtoRange[], number: number): ProtoRange | undefined {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return ranges[low - 1];
}

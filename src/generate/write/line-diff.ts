/** Above this many cells the changed middle is shown as one block instead of being matched line by line. */
const MAX_CELLS = 4_000_000;
const CONTEXT = 3;

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** A unified diff of two texts with three lines of context; empty where they are equal. `path` names both sides. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = diffLines(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines).map(([start, end]) => printHunk(lines, start, end));
  // Tools that apply patches take a name with spaces only up to a tab.
  const end = path.includes(' ') ? '\t\n' : '\n';
  return [`--- a/${path}${end}`, `+++ b/${path}${end}`, ...hunks].join('');
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function diffLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  const limit = Math.min(before.length, after.length);
  let head = 0;
  while (head < limit && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < limit - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const middle = matchLines(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return [...marked(' ', before.slice(0, head)), ...middle, ...marked(' ', before.slice(before.length - tail))];
}

function marked(mark: Line['mark'], texts: readonly string[]): readonly Line[] {
  return texts.map((text) => ({ mark, text }));
}

/** The longest common subsequence decides which lines stay. */
function matchLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > MAX_CELLS) return [...marked('-', before), ...marked('+', after)];
  const lengths = commonLengths(before, after);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  const result: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      result.push({ mark: ' ', text: before[i] ?? '' });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) result.push({ mark: '-', text: before[i++] ?? '' });
    else result.push({ mark: '+', text: after[j++] ?? '' });
  }
  return [...result, ...marked('-', before.slice(i)), ...marked('+', after.slice(j))];
}

/** Length of the longest common subsequence of the rests from `i` and `j`, row by row. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const [down, right] = [lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0];
      const diagonal = lengths[(i + 1) * width + j + 1] ?? 0;
      lengths[i * width + j] = before[i] === after[j] ? diagonal + 1 : Math.max(down, right);
    }
  }
  return lengths;
}

/** Stretches of changed lines with their context, as start and end index; close ones are one stretch. */
function hunksOf(lines: readonly Line[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  lines.forEach((line, index) => {
    if (line.mark === ' ') return;
    const start = Math.max(0, index - CONTEXT);
    const end = Math.min(lines.length, index + CONTEXT + 1);
    const last = hunks.at(-1);
    if (last && start <= last[1]) last[1] = end;
    else hunks.push([start, end]);
  });
  return hunks;
}

function printHunk(lines: readonly Line[], start: number, end: number): string {
  const inside = lines.slice(start, end);
  const before = rangeOf(lines.slice(0, start), inside, '+');
  const after = rangeOf(lines.slice(0, start), inside, '-');
  const body = inside.map((line) => `${line.mark}${line.text}\n`);
  return `@@ -${before} +${after} @@\n${body.join('')}`;
}

/** First line and count on the side that lacks the lines with the mark `without`. */
function rangeOf(above: readonly Line[], inside: readonly Line[], without: '-' | '+'): string {
  const skipped = above.filter((line) => line.mark !== without).length;
  const count = inside.filter((line) => line.mark !== without).length;
  return `${count === 0 ? skipped : skipped + 1},${count}`;
}

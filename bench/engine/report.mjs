import { spread } from './measure/statistics.mjs';

const FIGURES = ['perSecond', 'p50', 'p99', 'max', 'memory', 'serverMemory', 'cost', 'others'];
const COLUMNS = [
  '',
  'sagas/s',
  'p50 ms',
  'p99 ms',
  'CPU ms',
  'MB',
  'server MB',
  'x DBOS',
  'x Restate',
  'of bare',
  'others',
  'result',
];

/** One summary per row: medians with their spread, and how it compares to the peers and the bare writes of this run. */
export function summarize(results) {
  const measured = results.filter(({ measurements }) => measurements.length > 0);
  const summaries = measured.map(({ row, measurements }) => ({ ...row, ...figuresOf(measurements) }));
  return summaries.map((summary) => ({ ...summary, ...comparisons(summary, summaries) }));
}

function figuresOf(measurements) {
  const known = FIGURES.filter((name) => measurements.every((measurement) => measurement[name] !== undefined));
  const figures = known.map((name) => [name, spread(measurements.map((measurement) => measurement[name]))]);
  const problem = measurements.find((measurement) => measurement.problem)?.problem;
  return { ...Object.fromEntries(figures), rounds: measurements.length, ...(problem && { problem }) };
}

/** Peers are compared by their best row under this load, with however many workers or partitions. */
function comparisons(summary, summaries) {
  const speed = summary.perSecond.median;
  const alike = summaries.filter(({ callers, kind }) => callers === summary.callers && kind === summary.kind);
  const best = (engine) =>
    Math.max(...alike.filter((other) => other.engine === engine).map((other) => other.perSecond.median));
  const base = alike.find(({ name, workers }) => name === summary.base && workers === summary.workers);
  return {
    timesDbos: ratio(speed, best('dbos')),
    timesRestate: ratio(speed, best('restate')),
    ofBare: base && speed / base.perSecond.median,
  };
}

function ratio(speed, other) {
  return Number.isFinite(other) ? speed / other : undefined;
}

/** The summaries as text, one table per load. */
export function tablesOf(summaries) {
  return [...groupBy(summaries, loadOf)]
    .map(([load, rows]) => `${load}\n${table([COLUMNS, ...rows.map(cellsOf)])}\n`)
    .join('\n');
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function loadOf({ callers, kind, workers }) {
  const what = kind === 'ok' ? 'three steps complete' : 'the third step is refused, two undos run';
  return `${callers} ${callers === 1 ? 'caller' : 'callers'}, ${workers} ${workers === 1 ? 'process' : 'processes'}: ${what}`;
}

function cellsOf(summary) {
  return [
    summary.title,
    withSpread(summary.perSecond),
    fine(summary.p50.median),
    fine(summary.p99.median),
    fine(summary.cost?.median),
    whole(summary.memory.median),
    whole(summary.serverMemory?.median),
    fine(summary.timesDbos),
    fine(summary.timesRestate),
    fine(summary.ofBare),
    fine(summary.others?.median),
    summary.problem ? `NOT VERIFIED: ${summary.problem}` : 'verified',
  ];
}

function whole(value) {
  return value === undefined ? '' : Math.round(value).toLocaleString('en-US');
}

function fine(value) {
  if (value === undefined || value >= 100) return whole(value);
  return value.toFixed(value < 10 ? 2 : 1);
}

function withSpread({ median, low, high }) {
  return low === high ? whole(median) : `${whole(median)} [${whole(low)}-${whole(high)}]`;
}

/** Columns of text: the first and the last to the left, the others to the right. */
function table(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (text, column) =>
    column === 0 || column === widths.length - 1 ? text.padEnd(widths[column]) : text.padStart(widths[column]);
  return lines.map((line) => `  ${line.map(pad).join('  ')}`.trimEnd()).join('\n');
}

/** Each aim with the figure that was measured. */
export function aimsOf(summaries) {
  return summaries
    .filter(({ aim }) => aim)
    .map((summary) => {
      const { aim, title, callers, workers } = summary;
      const figure = summary[aim.figure].median;
      const met = aim.atLeast ? figure >= aim.atLeast : figure <= aim.atMost;
      const wanted = aim.atLeast ? `at least ${whole(aim.atLeast)} sagas/s` : `p50 at most ${aim.atMost} ms`;
      const load = `${title}, ${callers} callers, ${workers} processes`;
      return `  ${met ? 'met   ' : 'MISSED'} ${load}: ${wanted}, measured ${aim.atLeast ? whole(figure) : `${fine(figure)} ms`}`;
    });
}

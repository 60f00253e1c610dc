import type { Diagnostic } from '../../diagnostics/index.js';
import type { SimulationReport, SimulationViolation } from '../../simulate/report.js';
import { countFindings, countText } from '../reporters/summary.js';
import { counted, cutText } from './figures.js';

/** Every violation of a report. */
export function violationsOf({ processes }: SimulationReport): readonly SimulationViolation[] {
  return processes.flatMap(({ violations }) => violations);
}

/** A violation as a finding: threshold, counts and code frames are those of `lint`. */
export function findingOf({ id, severity, message, help, span }: SimulationViolation): Diagnostic {
  return { code: id, severity, message, span, ...(help !== undefined && { help }) };
}

/** The report with one violation alone, by its number; undefined where there is none. */
export function onlyViolation(report: SimulationReport, number: number): SimulationReport | undefined {
  const process = report.processes.find(({ violations }) => violations.some((each) => each.number === number));
  if (process === undefined) return undefined;
  const violations = process.violations.filter((each) => each.number === number);
  return { ...report, processes: [{ ...process, violations }] };
}

/** The sum in one line: how many violations in how many sagas and flows. */
export function sumText(report: SimulationReport): string {
  const { processes } = report;
  const all = counted(processes.length, 'saga or flow', 'sagas and flows');
  const counts = countFindings(violationsOf(report).map(findingOf));
  const found = countText(counts);
  if (found === '') return `no violation in ${all}`;
  const broken = processes.filter(({ violations }) => violations.length > 0).length;
  return `${found} in ${broken === processes.length ? all : `${broken} of ${all}`}`;
}

/** Why the sum may not be the whole truth, one sentence for each process that it is so of. */
export function cutTexts({ processes }: SimulationReport): readonly string[] {
  return processes.flatMap((process) => cutText(process) ?? []);
}

/** What stands above the picture of a run. */
export function counterexampleText({ number, trace }: SimulationViolation): string {
  if (trace === undefined) return `violation ${number}: no run shows it, for it is about what no run does`;
  return `counterexample ${number}, with ${counted(trace.faults, 'fault')}:`;
}

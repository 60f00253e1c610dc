import { compileStatements } from '../compile/compile-statements.js';
import type { Diagnostic, Outcome } from '../diagnostics/index.js';
import type { Catalog } from '../model/index.js';
import type { RandomRuns } from './explore/random-walks.js';
import { simulateFlow } from './flow/simulate-flow.js';
import type { ProcessReport, SimulationBounds, SimulationReport, SimulationViolation } from './report.js';
import { simulateSaga } from './saga/simulate-saga.js';

/** What is simulated, and how far. */
export interface SimulationOptions {
  readonly bounds: SimulationBounds;
  /** Names of sagas and flows; all by default. */
  readonly only?: readonly string[];
  /** Some runs by chance instead of all. */
  readonly random?: RandomRuns;
  /** Milliseconds, for how long it took; without it no time is told. */
  readonly now?: () => number;
  /** Called before each process. */
  readonly onProcess?: (name: string) => void;
}

/** Simulates the sagas and flows of a catalog; the diagnostics tell why one cannot be understood. */
export function simulateCatalog(catalog: Catalog, options: SimulationOptions): Outcome<SimulationReport> {
  const { bounds, only, random, now = () => 0, onProcess = () => undefined } = options;
  const diagnostics: Diagnostic[] = [];
  const processes: ProcessReport[] = [];
  const isWanted = (name: string) => only === undefined || only.includes(name);

  function timed(name: string, simulate: () => ProcessReport | undefined): void {
    if (!isWanted(name)) return;
    onProcess(name);
    const begun = now();
    const report = simulate();
    if (report) processes.push({ ...report, explored: { ...report.explored, ms: now() - begun } });
  }

  for (const saga of catalog.sagas.values()) {
    timed(saga.id, () => {
      const simulated = simulateSaga(catalog, saga, bounds, random);
      diagnostics.push(...simulated.diagnostics);
      return simulated.value;
    });
  }
  for (const flow of catalog.flows.values()) {
    timed(flow.id, () => {
      const unclear = compileStatements(catalog, flow).diagnostics;
      diagnostics.push(...unclear);
      return unclear.length > 0 ? undefined : simulateFlow(catalog, flow, bounds, random);
    });
  }
  return { value: { bounds, processes: numbered(processes) }, diagnostics };
}

/** Violations are counted over the whole report, so that a number is enough to name one. */
function numbered(processes: readonly ProcessReport[]): readonly ProcessReport[] {
  let count = 0;
  const number = (violation: SimulationViolation): SimulationViolation => {
    count += 1;
    return { ...violation, number: count };
  };
  return processes.map((process) => ({ ...process, violations: process.violations.map(number) }));
}

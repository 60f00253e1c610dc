import type { Outcome } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import type { SimulationReport } from '../../simulate/report.js';
import { type SimulationOptions, simulateCatalog } from '../../simulate/simulate.js';
import { type CliContext, print } from '../context.js';

/** From when on a person is told what is at work. */
const PATIENCE_MS = 500;

/** Simulates sagas and flows of a catalog, and tells a person who waits which one it is at. A signal ends it at once. */
export function runSimulation(
  { host, io }: CliContext,
  catalog: Catalog,
  options: Omit<SimulationOptions, 'now' | 'onProcess'>,
): Outcome<SimulationReport> {
  const startedAt = host.now();
  const onProcess = (name: string): void => {
    if (io.err.terminal && host.now() - startedAt > PATIENCE_MS) print(io.err, `Simulating ${name} ...`);
  };
  const work = () => simulateCatalog(catalog, { ...options, now: () => host.now(), onProcess });
  return io.interruptible ? io.interruptible(work) : work();
}

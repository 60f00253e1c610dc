import { catalogFromYaml } from '../../../testing/catalog-from-yaml.js';
import type { FailureMode, ProcessReport, SimulationBounds, Trace, TraceLine } from '../../report.js';
import { simulateFlow } from '../simulate-flow.js';

/** Far enough for every flow of a test. */
export const TEST_BOUNDS: SimulationBounds = { maxFaults: 2, maxDepth: 100, maxStates: 50_000 };

/** The reports of all flows of a catalog, given as the text of its definitions. */
export async function simulateFlows(
  definitions: string,
  bounds: Partial<SimulationBounds> = {},
): Promise<readonly ProcessReport[]> {
  const catalog = await catalogFromYaml(definitions);
  return [...catalog.flows.values()].map((flow) => simulateFlow(catalog, flow, { ...TEST_BOUNDS, ...bounds }));
}

/** What was found, of one invariant or of all. */
export function messagesOf({ violations }: ProcessReport, id?: string): readonly string[] {
  return violations.filter((violation) => id === undefined || violation.id === id).map(({ message }) => message);
}

/** The first failure mode that begins so: "ship on Paid gets it twice". */
export function modeOf({ modes }: ProcessReport, what: string): FailureMode | undefined {
  return modes.find((one) => `${one.step} ${one.what}`.startsWith(what));
}

/** A trace as one line of text each: "a -> b: text", "a: text", or only the text. */
export function traceLines(trace: Trace | undefined): readonly string[] {
  return (trace?.lines ?? []).map(lineText);
}

function lineText(line: TraceLine): string {
  if (line.kind === 'message') return `${line.from} -> ${line.to}${line.lost ? ' (late)' : ''}: ${line.text}`;
  return line.lane === undefined ? line.text : `${line.lane}: ${line.text}`;
}

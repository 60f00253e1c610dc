import { compareText, type Severity } from '../diagnostics/index.js';
import type { SimulationViolation } from './report.js';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The worst first, then what takes the fewest faults and the shortest run to show; what no run shows comes first. */
export function compareViolations(a: SimulationViolation, b: SimulationViolation): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    (a.trace?.faults ?? 0) - (b.trace?.faults ?? 0) ||
    (a.trace?.lines.length ?? 0) - (b.trace?.lines.length ?? 0) ||
    a.span.start - b.span.start ||
    compareText(a.message, b.message)
  );
}

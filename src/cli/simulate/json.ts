import type { ProcessReport, SimulationReport, SimulationViolation } from '../../simulate/report.js';
import { createJsonPlaces, type JsonPlace } from '../reporters/places.js';
import type { SimulationRenderer, SimulationView } from './view.js';

/** The report as `schemas/simulation-report.schema.json` describes it; `version` rises when a reader would break. */
export const renderJson: SimulationRenderer = { whole: jsonOfReport, violations: jsonOfReport };

type PlaceOf = (span: ProcessReport['span']) => JsonPlace;

function jsonOfReport({ bounds, processes }: SimulationReport, view: SimulationView): string {
  const placeOf = createJsonPlaces(view.sources, view.base);
  const report = {
    version: 1,
    tool: { name: 'sagac', version: view.version },
    catalog: view.catalog,
    bounds,
    processes: processes.map((process) => processJson(process, placeOf)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Wall time is left out: it differs from run to run. */
function processJson({ span, explored, violations, ...process }: ProcessReport, placeOf: PlaceOf): object {
  const { ms: _, ...figures } = explored;
  const { kind, name, summary, ...rest } = process;
  return {
    kind,
    name,
    ...(summary !== undefined && { summary }),
    place: placeOf(span),
    explored: figures,
    ...rest,
    violations: violations.map((violation) => violationJson(violation, placeOf)),
  };
}

function violationJson({ span, trace, ...violation }: SimulationViolation, placeOf: PlaceOf): object {
  return { ...violation, place: placeOf(span), ...(trace && { trace }) };
}

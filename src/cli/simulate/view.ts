import type { SimulationReport } from '../../simulate/report.js';
import type { ColorLevel } from '../color.js';

/** What the formats are told besides the report. */
export interface SimulationView {
  /** The catalog's name. */
  readonly catalog: string;
  /** The catalog's folder as seen from where the command runs, with `/`; empty when it is that folder. */
  readonly base: string;
  /** Version of sagac. */
  readonly version: string;
  /** Text of the files that the report points at. */
  readonly sources: ReadonlyMap<string, string>;
  readonly columns: number;
  /** Columns that a table may take. */
  readonly listing: number;
  readonly color: ColorLevel;
}

/** Turns a report into text. Pure. */
export type RenderSimulation = (report: SimulationReport, view: SimulationView) => string;

/** How a format shows a whole report, and the violations of one without the rest. */
export interface SimulationRenderer {
  readonly whole: RenderSimulation;
  readonly violations: RenderSimulation;
}

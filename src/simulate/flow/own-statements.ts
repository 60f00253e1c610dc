import { type CompiledStatement, compileStatements } from '../../compile/compile-statements.js';
import type { Catalog, FlowDef } from '../../model/index.js';
import { parseGuard } from '../../runtime/saga/guard.js';
import type { Breach } from '../explore/model.js';
import { presencesAsked } from '../statements/presences-asked.js';
import { breachesOfStatements } from '../statements/statement-breaches.js';
import { createStatementJudge, type StatementJudge } from '../statements/statement-judge.js';
import type { FlowWorld } from './world.js';

/** What the flow's own YAML says must always, never or finally be. */
export interface FlowStatements {
  readonly judged: readonly CompiledStatement[];
  /** They read data, of which a simulated flow carries none. */
  readonly unjudged: readonly CompiledStatement[];
  /** Events of which those that are judged ask whether they have come. */
  readonly asked: readonly string[];
}

/** Reads the statements of a flow; what cannot be understood is left out, and stops the simulation elsewhere. */
export function flowStatements(catalog: Catalog, flow: FlowDef): FlowStatements {
  const all = compileStatements(catalog, flow).value.map((statement) => {
    const asked = presencesAsked(parseGuard(statement.cel).ast);
    return { statement, asked: asked?.map(({ name }) => name) };
  });
  return {
    judged: all.flatMap(({ statement, asked }) => (asked === undefined ? [] : [statement])),
    unjudged: all.flatMap(({ statement, asked }) => (asked === undefined ? [statement] : [])),
    asked: [...new Set(all.flatMap(({ asked }) => asked ?? []))].sort(),
  };
}

/** Asks what a flow says of its runs. */
export function judgeFlowStatements({
  judged,
}: FlowStatements): (world: FlowWorld, ends: boolean) => readonly Breach[] {
  if (judged.length === 0) return () => [];
  const judge = createStatementJudge(judged, {});
  return (world, ends) => breachesIn(judge, judged, world, ends && isDecided(world));
}

function breachesIn(
  judge: StatementJudge,
  judged: readonly CompiledStatement[],
  { story }: FlowWorld,
  ends: boolean,
): readonly Breach[] {
  const happened = new Set(story.map(({ event }) => event));
  const messages = Object.fromEntries([...happened].map((event) => [event, {}]));
  return breachesOfStatements(judge, judged, { happened, messages }, ends).map((breach) => ({
    ...breach,
    help: 'Change the reactions so that it holds, or the statement where it says too much.',
  }));
}

/**
 * Whether an end says how the story came out. Where a service could not do its work and nobody acted on that, it has not
 * come out at all: no flow could hold a `finally` against that, and `silent-failure` or the dead letters tell of it. A cycle
 * that was left has not come to its end either.
 */
function isDecided({ silent, cut }: FlowWorld): boolean {
  return silent.length === 0 && cut.length === 0;
}

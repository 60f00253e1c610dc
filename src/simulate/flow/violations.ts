import type { FoundBreach } from '../explore/explore.js';
import { flowInvariants } from '../invariants/flow/index.js';
import type { InvariantText } from '../invariants/invariant.js';
import { ownInvariant } from '../invariants/own-invariant.js';
import type { SimulationViolation } from '../report.js';
import { compareViolations } from '../violation-order.js';
import type { FlowBreach } from './flow-invariant.js';
import type { ReactionFacts } from './reaction-facts.js';
import type { FlowSetting } from './setting.js';
import { tellTrace } from './tell-trace.js';
import type { FlowMove } from './world.js';

/** What was found, as it is told. `unreached`: reactions that no run gets to, although all runs were looked at. */
export function violationsOf(
  setting: FlowSetting,
  found: readonly FoundBreach<FlowMove>[],
  unreached: readonly ReactionFacts[],
): readonly SimulationViolation[] {
  const inRuns = [...flowInvariants, ownInvariant].flatMap((invariant) =>
    found
      .filter(({ breach }) => breach.invariant === invariant.id)
      .map(({ breach, run }) => violationOf(setting, invariant, breach, run.moves)),
  );
  const inNoRun = flowInvariants.flatMap((invariant) =>
    invariant.judge.by === 'definition'
      ? invariant.judge.check(setting, unreached).map((breach) => violationOf(setting, invariant, breach))
      : [],
  );
  return withoutRepeats([...inRuns, ...inNoRun].sort(compareViolations));
}

function violationOf(
  setting: FlowSetting,
  { id, severity }: InvariantText,
  { about, message, help }: FlowBreach,
  moves?: readonly FlowMove[],
): SimulationViolation {
  const facts = setting.reactions.find(({ name }) => about === name || about.startsWith(`${name}: `));
  return {
    id,
    severity,
    number: 0,
    message,
    ...(help !== undefined && { help }),
    span: facts?.reaction.span ?? setting.flow.nameSpan,
    ...(moves && { trace: tellTrace(setting, moves, message) }),
  };
}

/** Several reactions may have one and the same fault, such as a failure event that nobody hears. */
function withoutRepeats(violations: readonly SimulationViolation[]): readonly SimulationViolation[] {
  const seen = new Set<string>();
  return violations.filter(({ id, message }) => {
    const key = `${id}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

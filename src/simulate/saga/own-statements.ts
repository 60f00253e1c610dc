import { nameOfPath } from '../../runtime/saga/paths.js';
import { undoOf } from '../../runtime/saga/plan.js';
import { definitionAt } from '../../runtime/saga/sites.js';
import { isEnded } from '../../runtime/saga/state.js';
import type { Breach } from '../explore/model.js';
import { breachesOfStatements } from '../statements/statement-breaches.js';
import { createStatementJudge } from '../statements/statement-judge.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/** Asks what the saga's own YAML says must always, never or finally be. */
export function judgeOwnStatements(setting: SagaSetting): (world: World) => readonly Breach[] {
  const { statements } = setting;
  if (statements.length === 0) return () => [];
  const judge = createStatementJudge(statements, setting.plan.definition.messages);
  return (world) => {
    const { messages } = world.saga;
    const happened = new Set([...Object.keys(messages), ...commandsDone(setting, world)]);
    return breachesOfStatements(judge, statements, { happened, messages }, isEnded(world.saga));
  };
}

/** Commands that really had their effect; one that only reads has happened when it was answered. */
function commandsDone({ plan, crossed }: SagaSetting, { facts }: World): readonly string[] {
  return Object.entries(facts).flatMap(([path, fact]) => {
    const step = definitionAt(plan, path);
    if (step === undefined) return [];
    const call = step.kind === 'do' ? step.call : undefined;
    const isRead = call?.readOnly === true && fact.answer !== undefined && call.success.includes(fact.answer.event);
    const did = call !== undefined && (isRead || fact.effects > 0) ? [call.command] : [];
    const asked = fact.found !== undefined && step.kind === 'do' && step.check ? [step.check.command, fact.found] : [];
    const isUndone = fact.undone > 0 || (crossed.has(nameOfPath(path)) && fact.undoAnswer !== undefined);
    const undo = undoOf(step)?.call.command;
    return [...did, ...asked, ...(isUndone && undo !== undefined ? [undo] : [])];
  });
}

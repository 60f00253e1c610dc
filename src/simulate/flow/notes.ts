import type { Explored } from '../report.js';
import { statementText } from '../statements/statement-breaches.js';
import { askedOfData } from './guard-answers.js';
import { type FlowSetting, reactionAt } from './setting.js';
import { quoted } from './words.js';

/** What a reader has to know about how a flow was looked at. `cut`: reactions at which a cycle was left. */
export function flowNotes(
  setting: FlowSetting,
  explored: Pick<Explored, 'bound' | 'states' | 'depth'>,
  cut: ReadonlySet<number>,
): readonly string[] {
  return [...guardNotes(setting), ...statementNotes(setting), ...cycleNotes(setting, cut), ...boundNotes(explored)];
}

function guardNotes(setting: FlowSetting): readonly string[] {
  return setting.reactions
    .filter((facts) => askedOfData(setting, facts))
    .map(({ name, reaction }) => {
      const guard = quoted([reaction.when?.text ?? '']);
      return `Whether ${guard} holds at ${quoted([name])} depends on data: both answers were looked at.`;
    });
}

function statementNotes({ statements }: FlowSetting): readonly string[] {
  return statements.unjudged.map((unjudged) => {
    const statement = quoted([statementText(unjudged)]);
    return `Whether ${statement} holds was not judged: it depends on data, and a flow is simulated without any.`;
  });
}

function cycleNotes(setting: FlowSetting, cut: ReadonlySet<number>): readonly string[] {
  return [...cut]
    .map((index) => reactionAt(setting, index))
    .filter((facts) => !setting.restless.has(facts))
    .map(({ name }) => `The cycle through ${quoted([name])} was left after two rounds.`)
    .sort();
}

function boundNotes({ bound, states, depth }: Pick<Explored, 'bound' | 'states' | 'depth'>): readonly string[] {
  if (bound === undefined) return [];
  return [
    bound === 'states'
      ? `The search stopped at ${states} states.`
      : `Runs of more than ${depth} steps were not followed.`,
  ];
}

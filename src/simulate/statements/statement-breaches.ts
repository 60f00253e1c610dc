import type { CompiledStatement } from '../../compile/compile-statements.js';
import type { Breach } from '../explore/model.js';
import type { HappenedWorld, StatementJudge } from './statement-judge.js';

/** The invariant that the statements of a saga or flow are reported as. */
const OWN_INVARIANT = 'own-invariant';

/** The statements that a state breaks: `always` and `never` count everywhere, `finally` in an end. */
export function breachesOfStatements(
  judge: StatementJudge,
  statements: readonly CompiledStatement[],
  world: HappenedWorld,
  isEnd: boolean,
): readonly Breach[] {
  return statements.filter((statement) => isBroken(judge, statement, world, isEnd)).map(breachOf);
}

function isBroken(judge: StatementJudge, statement: CompiledStatement, world: HappenedWorld, isEnd: boolean): boolean {
  switch (statement.kind) {
    case 'always':
      return !judge.holds(statement, world);
    case 'never':
      return judge.holds(statement, world);
    case 'finally':
      return isEnd && !judge.holds(statement, world);
  }
}

function breachOf({ kind, text, because }: CompiledStatement): Breach {
  const about = statementText({ kind, text });
  const reason = because === undefined ? '' : ` ${inOneLine(because)}`;
  return {
    invariant: OWN_INVARIANT,
    about,
    message: `\`${about}\` does not hold.${reason}`,
    help: 'Change the steps so that it holds, or the statement where it says too much.',
  };
}

/** A statement as it is told: `never: A and B`. */
export function statementText({ kind, text }: Pick<CompiledStatement, 'kind' | 'text'>): string {
  return `${kind}: ${inOneLine(text)}`;
}

/** Texts in YAML may go over several lines. */
function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

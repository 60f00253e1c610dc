import { isExternal } from '../../model/graph.js';
import type { Catalog, CommandDef } from '../../model/index.js';
import {
  GOODS_OBJECTS,
  INSIDERS,
  IRREVERSIBLE_VERBS,
  MESSAGE_OBJECTS,
  MONEY_OBJECTS,
  RELEASING_VERBS,
  REVERSIBLE_VERBS,
  SENDING_VERBS,
  TELLING_VERBS,
} from '../lexicon/irreversible.js';
import { personNouns } from '../lexicon/noun-classes.js';
import { startsWithPhrase } from '../lexicon/phrases.js';
import { splitWords } from '../lexicon/split-words.js';
import { phrasesWith } from './own-words.js';

/** What stays behind: words that were read, money, goods, something that is no more, or what a stranger has done. */
export type Irreversible = 'message' | 'money' | 'goods' | 'matter' | 'external';

/** Why nobody can take back what a command does; undefined where its name and its calls do not say so. */
export function irreversibleEffect(catalog: Catalog, command: CommandDef): Irreversible | undefined {
  if (command.effect === 'none') return undefined;
  if (startsWithPhrase(ownPhrases(catalog), command.name)) return 'matter';
  return effectOfName(command.name) ?? (callsForGood(catalog, command) ? 'external' : undefined);
}

const ownPhrases = phrasesWith([], 'irreversible');

function effectOfName(name: string): Irreversible | undefined {
  const [verb = '', ...objects] = splitWords(name);
  if (verb === 'pay' && (objects[0] === 'out' || isOutsider(objects.at(-1)))) return 'money';
  if (verb === 'hand' && objects[0] === 'over') return 'goods';
  if (RELEASING_VERBS.has(verb) && objects.some((word) => MONEY_OBJECTS.has(word))) return 'money';
  if (SENDING_VERBS.has(verb) && objects.some((word) => MESSAGE_OBJECTS.has(word))) return 'message';
  for (const kind of ['message', 'money', 'goods', 'matter'] as const) {
    if (IRREVERSIBLE_VERBS[kind].has(verb)) return kind;
  }
  if (SENDING_VERBS.has(verb) && objects.some((word) => GOODS_OBJECTS.has(word))) return 'goods';
  return TELLING_VERBS.has(verb) && isOutsider(objects[0]) ? 'message' : undefined;
}

/** A person who is none of the house. */
function isOutsider(word: string | undefined): boolean {
  const one = word?.replace(/s$/, '') ?? '';
  return (personNouns.has(one) || one === 'supplier' || one === 'creditor') && !INSIDERS.has(one);
}

/** What another company has done for us, by a verb that has no usual way back. */
function callsForGood(catalog: Catalog, command: CommandDef): boolean {
  const verb = splitWords(command.name)[0] ?? '';
  if (REVERSIBLE_VERBS.has(verb)) return false;
  return command.calls.some(({ service }) => isExternal(catalog, service.name));
}

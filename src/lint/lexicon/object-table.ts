import { push } from '../../model/grouped.js';
import { byText } from './by-text.js';
import { nounClasses } from './noun-classes.js';
import { wordSet } from './word-set.js';

/** Verbs, and the objects that are meant with each. */
export interface VerbObjects {
  readonly verbs: Iterable<string>;
  /** Undefined for a verb that the table does not have. */
  readonly of: (verb: string) => ReadonlySet<string> | undefined;
}

/**
 * Reads `verb / verb: object object @class` on each line; a verb may be in several. The objects of a verb are put together
 * when it is asked for: most are not.
 */
export function objectTable(text: string): VerbObjects {
  const rows = new Map<string, string[]>();
  for (const line of text.trim().split(/\n+/)) {
    const [verbs = '', nouns = ''] = line.split(': ');
    for (const verb of verbs.split(' / ')) push(rows, verb, nouns);
  }
  return {
    verbs: [...rows.keys()],
    of: byText((verb) => {
      const row = rows.get(verb);
      return row && new Set([...wordSet(row.join(' '))].flatMap(membersOf));
    }),
  };
}

function membersOf(word: string): readonly string[] {
  return word.startsWith('@') ? [...(nounClasses[word.slice(1)] ?? [])] : [word];
}

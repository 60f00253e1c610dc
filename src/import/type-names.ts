import { isBuiltIn } from '../model/build/parse-type.js';
import { push } from '../model/grouped.js';
import { canonicalText } from './canonical-text.js';
import type { DraftMessage, DraftTypeDef } from './draft.js';
import { createFoldedNames } from './folded-names.js';
import { typeName } from './names.js';
import { renameTypes } from './rename-types.js';

/** What a type may be called; see `NameOptions`. */
export interface TypeNameOptions {
  readonly hints?: readonly string[];
  readonly short?: string | undefined;
}

/** A name that was settled. `numbered`: none of the names that were wished for was free. */
interface Settled {
  readonly name: string;
  readonly numbered: boolean;
}

/** The types of a draft: which name each of them has, and which are one. */
export function createTypeNames() {
  const types = new Map<string, DraftTypeDef | undefined>();
  const folded = createFoldedNames();
  const aliases = new Map<string, string>();
  const shorts = new Map<string, string>();

  /** The first name that is free, or that stands for an equal definition. */
  function settle(preferred: string, hints: readonly string[], definition?: DraftTypeDef): Settled {
    const wished = [...new Set([preferred, ...hints].map(typeName))].filter((name) => !isTaken(name));
    const [base = `${typeName(preferred)}Value`] = wished;
    const names = wished.length === 0 ? [base] : wished;
    for (let number = 0; ; number++) {
      const name = names[number] ?? `${base}${number - names.length + 2}`;
      const numbered = number >= names.length;
      const other = folded.find(name);
      if (other === undefined) return { name, numbered };
      const known = types.get(other);
      if (definition && known && other === name && isEqual(known, definition)) return { name, numbered: false };
    }
  }

  function take({ name }: Settled, short: string | undefined, definition: DraftTypeDef | undefined): void {
    folded.add(name);
    types.set(name, definition);
    if (short !== undefined && !shorts.has(name)) shorts.set(name, typeName(short));
  }

  return {
    get: (name: string) => types.get(aliases.get(name) ?? name),
    add(preferred: string, definition: DraftTypeDef, { hints = [], short }: TypeNameOptions): Settled {
      const settled = settle(preferred, hints, definition);
      take(settled, short, { ...definition, ...types.get(settled.name) });
      return settled;
    },
    reserve(preferred: string, { hints = [] }: TypeNameOptions): Settled {
      const settled = settle(preferred, hints);
      take(settled, undefined, undefined);
      return settled;
    },
    define(name: string, preferred: string, definition: DraftTypeDef): void {
      const original = typeName(preferred);
      const known = original === name ? undefined : types.get(original);
      if (known && isEqual(known, renameTypes(definition, new Map([[name, original]])))) {
        aliases.set(name, original);
        types.delete(name);
      } else types.set(name, definition);
    },
    /** All types, and the names that lead to another one. A name that was taken and never defined stands for anything. */
    finished() {
      const all = new Map([...types].map(([name, type]) => [name, type ?? ANYTHING] as const));
      return shareEqual(all, shorts, aliases, folded.find);
    },
  };
}

const ANYTHING: DraftTypeDef = { shape: 'scalar', type: { kind: 'json' } };

/** Names that are read as something else, or would be taken for it. */
function isTaken(name: string): boolean {
  return isBuiltIn(name.toLowerCase()) || name.toLowerCase() === 'json';
}

/** Equal types that have one short name are one type of that name: `OrderPlacedAddress` and `OrderPaidAddress` are `Address`. */
function shareEqual(
  types: ReadonlyMap<string, DraftTypeDef>,
  shorts: ReadonlyMap<string, string>,
  aliases: ReadonlyMap<string, string>,
  find: (name: string) => string | undefined,
) {
  const groups = new Map<string, string[]>();
  for (const [name, type] of types) {
    const short = shorts.get(name);
    if (short === undefined || isTaken(short)) continue;
    const { rest } = bare(renameTypes(type, aliases));
    push(groups, `${short}\n${canonicalText(rest)}`, name);
  }
  const shared = new Map(types);
  const names = new Map(aliases);
  const given = new Set<string>();
  for (const [key, members] of groups) {
    const short = key.slice(0, key.indexOf('\n'));
    const other = find(short);
    const isFree = (other === undefined || members.includes(other)) && !given.has(short.toLowerCase());
    if (members.length < 2 || !isFree) continue;
    given.add(short.toLowerCase());
    for (const name of members) {
      shared.delete(name);
      if (name !== short) names.set(name, short);
    }
    shared.set(short, mostWords(members.map((name) => types.get(name) ?? ANYTHING)));
  }
  return { types: shared, aliases: names };
}

/** Of equal definitions the first that has words about it. */
function mostWords(definitions: readonly DraftTypeDef[]): DraftTypeDef {
  return definitions.find(({ summary }) => summary !== undefined) ?? definitions[0] ?? ANYTHING;
}

/** Two definitions are one where they differ in no more than one having words about it and the other none. */
export function isEqual(one: DraftTypeDef | DraftMessage | undefined, other: DraftTypeDef | DraftMessage): boolean {
  if (!one) return false;
  const [a, b] = [bare(one), bare(other)];
  if (canonicalText(a.rest) !== canonicalText(b.rest)) return false;
  const [words, others] = [canonicalText(a.words), canonicalText(b.words)];
  return words === others || words === '{}' || others === '{}';
}

function bare({ summary, docs, comment, ...rest }: DraftTypeDef | DraftMessage) {
  return { rest, words: { summary, docs, comment } };
}

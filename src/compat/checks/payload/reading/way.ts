import type { Catalog } from '../../../../model/index.js';
import type { Direction, Encoding, JsonSchemaProfile, JudgeContext, Ruling, Rulings } from '../../../check.js';

/** One of the two questions: a reader on one side meets what was written on the other. */
export interface Way {
  readonly direction: Direction;
  /** State that the reader is on. */
  readonly reader: Catalog;
  readonly writer: Catalog;
  readonly profile: JsonSchemaProfile;
  readonly openObjects: boolean;
  readonly typescript: JudgeContext['typescript'];
  /** The sides in words, for sentences about them. */
  readonly words: {
    /** "A consumer on the new definition". */
    readonly reader: string;
    /** "old messages". */
    readonly written: string;
    /** "The new schema". */
    readonly schema: string;
    /** "Code for the old types": it meets the types of the other side. */
    readonly code: string;
    /** "the new ones". */
    readonly types: string;
  };
}

/** What breaks on one way, by encoding. */
export type OneWay = Partial<Record<Encoding, Ruling | undefined>>;

const WORDS: Readonly<Record<Direction, Way['words']>> = {
  backward: {
    reader: 'A consumer on the new definition',
    written: 'old messages',
    schema: 'The new schema',
    code: 'Code for the old types',
    types: 'the new ones',
  },
  forward: {
    reader: 'A consumer still on the old definition',
    written: 'new messages',
    schema: 'The old schema',
    code: 'Code for the new types',
    types: 'the old ones',
  },
};

/** Asks one question in both directions. */
export function bothWays(context: JudgeContext, judge: (way: Way) => OneWay): Rulings {
  const rulings: Record<string, Partial<Record<Direction, Ruling>>> = {};
  for (const direction of ['backward', 'forward'] as const) {
    for (const [encoding, ruling] of Object.entries(judge(wayOf(context, direction)))) {
      if (ruling) rulings[encoding] = { ...rulings[encoding], [direction]: ruling };
    }
  }
  return rulings;
}

function wayOf(context: JudgeContext, direction: Direction): Way {
  const { profile, openObjects, typescript } = context;
  const [reader, writer] = direction === 'backward' ? [context.new, context.old] : [context.old, context.new];
  return { direction, reader, writer, profile, openObjects, typescript, words: WORDS[direction] };
}

/** Of two states of one thing, that of the reader and that of the writer. */
export function sidesOf<T>({ direction }: Way, from: T, to: T): { readonly reader: T; readonly writer: T } {
  return direction === 'backward' ? { reader: to, writer: from } : { reader: from, writer: to };
}

/** The worse of two rulings. */
export function worse(one: Ruling | undefined, other: Ruling | undefined): Ruling | undefined {
  if (one === undefined || other?.level === 'break') return one?.level === 'break' ? one : (other ?? one);
  return one;
}

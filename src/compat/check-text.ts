import { paragraphs } from '../diagnostics/index.js';
import { type CheckExample, type CompatCheck, DIRECTIONS, type Direction, ENCODINGS, type Encoding } from './check.js';
import { splitTexts } from './example-parts.js';

/** What becomes of a change: it goes well, it breaks, or it may go wrong. */
export type Mark = '✓' | '✗' | '?';

/** Where a verdict counts: one encoding, or all of them alike. */
export type Reach = Encoding | 'any encoding';

/** One row of the matrix: the mark of each direction, by where it counts. */
export interface Verdict {
  readonly reach: Reach;
  readonly marks: Readonly<Record<Direction, Mark>>;
}

/** What a check says of itself, without layout: the terminal and the documentation each print the same. */
export interface CheckText {
  readonly id: string;
  /** Group, first version and the like, each a few words. */
  readonly facts: readonly string[];
  readonly summary: string;
  /** One text a paragraph, without line breaks. */
  readonly why: readonly string[];
  readonly examples: readonly ExampleText[];
  /** Definitions that stand in both states of every example; empty where there are none. */
  readonly around: string;
}

/** One example: its title, who breaks, and the YAML of both states without what stands around them. */
export interface ExampleText {
  readonly title: string;
  readonly verdicts: readonly Verdict[];
  /** `sagac.yaml` of both states, where something in it matters; two texts where it differs. */
  readonly settings: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** How the marks of a page are read. */
export const MARKS_TEXT = '✓ goes well, ✗ breaks, ? may go wrong.';

/** What the two directions mean. */
export const DIRECTION_TEXTS: Readonly<Record<Direction, string>> = {
  backward:
    'who is on the new definition reads what was written on the old one, or goes on with a saga that began on it',
  forward: 'who is on the old definition reads what is written on the new one',
};

/** What stands in the place of a state that has nothing but what stands around it. */
const NOTHING = '# nothing more';

/** The text of a check. */
export function checkText(check: CompatCheck): CheckText {
  const { id, group, since, summary, why, examples } = check;
  const { common, own } = splitTexts(examples.flatMap(({ before, after }) => [before, after]));
  const reaches = reachesOf(check);
  return {
    id,
    facts: [`group: ${group}`, bumpText(check), `since ${since}`],
    summary,
    why: paragraphs(why),
    examples: examples.map((example, index) => ({
      title: example.title,
      verdicts: verdictsOf(example, reaches),
      settings: settingsOf(example),
      before: own[index * 2] || NOTHING,
      after: own[index * 2 + 1] || NOTHING,
    })),
    around: common,
  };
}

const ALIKE: readonly Reach[] = ['any encoding'];

/** Where the verdicts of a check count: by encoding as soon as one example tells encodings apart. */
export function reachesOf({ examples }: CompatCheck): readonly Reach[] {
  const named = examples.some(({ verdicts }) => ENCODINGS.some((encoding) => verdicts[encoding] !== undefined));
  return named ? ENCODINGS : ALIKE;
}

/** The row of an example; a verdict that counts whatever the encoding counts for each. */
export function verdictsOf({ verdicts }: CheckExample, reaches: readonly Reach[]): readonly Verdict[] {
  return reaches.map((reach) => {
    const texts = [verdicts.every, reach === 'any encoding' ? undefined : verdicts[reach]];
    const said = texts.flatMap((text) => text?.split(' ') ?? []);
    const [backward, forward] = DIRECTIONS.map((direction) => markOf(direction, said));
    return { reach, marks: { backward: backward ?? '✓', forward: forward ?? '✓' } };
  });
}

function markOf(direction: Direction, said: readonly string[]): Mark {
  if (said.includes(direction)) return '✗';
  return said.includes(`${direction}?`) ? '?' : '✓';
}

function bumpText({ bump = 'minor' }: CompatCheck): string {
  return bump === 'none' ? 'no new version where it breaks nobody' : `${bump} version where it breaks nobody`;
}

function settingsOf({ settings, settingsAfter }: CheckExample): readonly string[] {
  return [settings, settingsAfter].flatMap((text) => (text === undefined ? [] : [text.trim()]));
}

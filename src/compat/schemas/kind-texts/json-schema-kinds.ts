import { boundText } from '../json-schema/confluent/bound-texts.js';
import { DIFFERENCE_KINDS, type DifferenceKind, isCompatible } from '../json-schema/confluent/kinds.js';
import { TEXTS, TOO_LARGE } from '../json-schema/confluent/texts.js';
import { DIALECTS } from '../json-schema/dialect.js';
import { kindOfKeyword } from '../json-schema/sound/describe.js';
import { keywordsOf } from '../json-schema/sound/keywords.js';
import { type KindText, kindText, textsOf, type Words } from './kind-text.js';

const CONFLUENT = 'JSON Schema by the rules of Confluent';
const SOUND = 'JSON Schema by the letter';

const DOUBTS: Readonly<Record<string, Words>> = {
  SCHEMA_NOT_READ: ['A part of a schema could not be read, and was not compared.', 'Mend the schema.'],
  SCHEMA_TOO_LARGE: TOO_LARGE,
};

/** What two JSON Schemas may differ in, in the words of a Confluent registry. */
export const CONFLUENT_KINDS: readonly KindText[] = [
  ...DIFFERENCE_KINDS.map((kind) => kindText(kind, CONFLUENT, confluentEffect(kind), confluentWords(kind))),
  ...textsOf(CONFLUENT, 'in doubt', DOUBTS),
];

function confluentEffect(kind: DifferenceKind): string {
  if (isCompatible(kind, 'strict')) return 'goes well';
  return isCompatible(kind, 'lenient') ? 'breaks by the strict rules' : 'breaks';
}

function confluentWords(kind: DifferenceKind): Words {
  const [message, help] = boundText(kind) ?? TEXTS[kind as keyof typeof TEXTS];
  return help === undefined ? [withoutHoles(message)] : [withoutHoles(message), withoutHoles(help)];
}

function withoutHoles(text: string): string {
  return text.replace(/\{\w+\}/g, '…');
}

/** What a reader's JSON Schema may refuse by: each keyword, a schema that allows nothing, and one as a whole. */
export const SOUND_KINDS: readonly KindText[] = [
  kindText('FALSE', SOUND, 'breaks', [
    "The reader's schema is `false`, which allows nothing, and the writer may write something there.",
    'Allow what was written so far, and let writers stop writing it first.',
  ]),
  kindText('SCHEMA', SOUND, 'breaks, or is in doubt', [
    "The reader's schema as a whole refuses something that the writer may write.",
    'Keep the schema as wide as before, and let writers keep to the narrower one first.',
  ]),
  ...[...new Set(DIALECTS.flatMap((dialect) => [...keywordsOf(dialect).keys()]))].sort().map(soundText),
];

function soundText(keyword: string): KindText {
  return kindText(kindOfKeyword(keyword), SOUND, 'breaks, or is in doubt', [
    `By \`${keyword}\` the reader refuses something that the writer may write.`,
    `Keep \`${keyword}\` as wide as before, and let writers keep to the narrower rule first.`,
  ]);
}

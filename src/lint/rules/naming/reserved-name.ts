import { capital } from '../../../diagnostics/index.js';
import { nameList } from '../../../model/facts/name-list.js';
import { type Catalog, type Element, type Field, messagesIn } from '../../../model/index.js';
import { declarationsIn } from '../../facts/declared-fields.js';
import { textsIn } from '../../facts/options.js';
import { byText } from '../../lexicon/by-text.js';
import { AVRO } from '../../lexicon/reserved/avro.js';
import { DEVICES } from '../../lexicon/reserved/files.js';
import { JAVA_CLASSES, JAVA_KEYWORDS } from '../../lexicon/reserved/java.js';
import { PROTOBUF } from '../../lexicon/reserved/protobuf.js';
import { SQL } from '../../lexicon/reserved/sql.js';
import { TYPESCRIPT } from '../../lexicon/reserved/typescript.js';
import type { OptionValues, Rule } from '../../rule.js';

/** What a language cannot take, by where the name stands. */
interface Language {
  readonly label: string;
  readonly takesType: (name: string) => boolean;
  readonly takesField: (name: string) => boolean;
}

const any = () => true;

const LANGUAGES: Readonly<Record<string, Language>> = {
  // Fields are properties there, which may have any name.
  typescript: { label: 'TypeScript', takesType: (name) => !TYPESCRIPT.has(name), takesField: any },
  avro: { label: 'Avro', takesType: (name) => !AVRO.has(name), takesField: any },
  protobuf: { label: 'Protobuf', takesType: (name) => !PROTOBUF.has(name), takesField: any },
  java: {
    label: 'Java',
    takesType: (name) => !JAVA_KEYWORDS.has(name) && !JAVA_CLASSES.has(name),
    takesField: (name) => !JAVA_KEYWORDS.has(name),
  },
  sql: {
    label: 'SQL',
    takesType: (name) => !SQL.has(name.toLowerCase()),
    takesField: (name) => !SQL.has(name.toLowerCase()),
  },
};

/** A name that a language has for itself comes out as another one. */
export const reservedName: Rule = {
  id: 'reserved-name',
  group: 'naming',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow names that a target language keeps for itself.',
  why: `Generated code cannot call a type \`Error\` or \`Date\`, so it is called \`Error_\` there, and everybody who reads the catalog looks for a name that does not exist. A message called \`Aux\` cannot even be checked out on Windows, where that is a device.

Names of messages and types are judged by the targets that sagac has, TypeScript and Avro. Fields are never renamed there (\`type\`, \`default\` and \`class\` are fine), but in other languages they are: the option \`languages\` adds \`java\`, \`protobuf\` and \`sql\` for consumers who write those, and then such fields are found too.`,
  options: {
    schema: {
      type: 'object',
      properties: { languages: { type: 'array', items: { enum: ['typescript', 'avro', 'java', 'protobuf', 'sql'] } } },
      additionalProperties: false,
    },
    defaults: { languages: ['typescript', 'avro'] },
  },
  bad: `types:
  Record: { fields: { title: string, artist: string, year: int } }
events:
  RecordSold:
    version: 1.0.0
    payload: { saleId: uuid, item: Record, soldAt: timestamp }
`,
  good: `types:
  VinylRecord: { fields: { title: string, artist: string, year: int } }
events:
  RecordSold:
    version: 1.0.0
    payload: { saleId: uuid, item: VinylRecord, soldAt: timestamp }
`,
  check({ catalog, options, report }) {
    const languages = languagesIn(options);
    for (const { element, name } of namedTypes(catalog)) {
      const problem = DEVICES.test(name)
        ? 'on Windows, as the name of a device'
        : whoRefuses(languages, 'takesType', name);
      if (problem === undefined) continue;
      report({
        span: element.nameSpan,
        message: `The name of the ${element.kind} \`${element.id}\` is reserved ${problem}.`,
        help: 'Rename it, for instance by saying what kind of one it is.',
        element,
      });
    }
    const whoRefusesField = byText((name) => whoRefuses(languages, 'takesField', name));
    for (const { field, path, owner } of declarationsIn(catalog).fields) {
      const problem = whoRefusesField(field.name);
      if (problem === undefined) continue;
      report({
        span: field.nameSpan,
        message: `The field \`${path}\` of \`${owner.id}\` has a name that is reserved ${problem}.`,
        help: `Rename it, for instance to \`${longer(owner, field)}\`.`,
        element: owner,
      });
    }
  },
};

function languagesIn({ languages }: OptionValues): readonly Language[] {
  return textsIn(languages).flatMap((id) => LANGUAGES[id] ?? []);
}

function namedTypes(catalog: Catalog): readonly { readonly element: Element; readonly name: string }[] {
  const messages = messagesIn(catalog).filter((message) => message.oldMajor === undefined);
  return [
    ...messages.map((element) => ({ element, name: element.name })),
    ...[...catalog.types.values()].map((element) => ({ element, name: element.id })),
  ];
}

function whoRefuses(
  languages: readonly Language[],
  place: 'takesType' | 'takesField',
  name: string,
): string | undefined {
  const labels = languages.filter((language) => !language[place](name)).map(({ label }) => label);
  return labels.length === 0 ? undefined : `in ${nameList(labels).replaceAll('`', '')}`;
}

/** `class` of a `FlightBooked` as `flightClass`. */
function longer({ id }: Element, { name }: Field): string {
  const first = /^[A-Z]?[a-z]+/.exec(id)?.[0].toLowerCase() ?? 'its';
  return name.includes('_') ? `${first}_${name}` : `${first}${capital(name)}`;
}

import type { Span } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import { countOf, nameList } from '../../../model/facts/name-list.js';
import { counted } from '../../../model/grouped.js';
import {
  type Catalog,
  type Element,
  type EnumType,
  type MessageDef,
  messageById,
  messagesIn,
  type TypeDef,
} from '../../../model/index.js';
import type { DeclaredField } from '../../facts/declared-fields.js';
import { fieldCases, withoutUnderscore, writtenFields } from '../../facts/field-case.js';
import { isCurrent } from '../../facts/message-standing.js';
import { casesOf, isInCase, type LetterCase } from '../../lexicon/letter-case.js';
import { joinWords, rawWords } from '../../lexicon/split-words.js';
import type { OptionValues, Rule, RuleContext } from '../../rule.js';

const MOST_NAMES = 3;

/** Values that stand for all others. */
const PLACEHOLDERS = new Set(['unknown', 'other', 'none', 'unspecified', 'default']);

/** Names of one kind look alike. */
export const nameCase: Rule = {
  id: 'name-case',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Enforce one way of writing the names of messages, fields, services and enum values.',
  why: `Names go into code, topics, tables and queries of many teams. Where \`order_id\` stands beside \`orderId\`, every mapping is written by hand and every third query is wrong at first; a message in another case than the others is not found by whoever searches for it.

Messages, types, sagas and flows are in PascalCase, services in kebab-case, the values of one enumeration in one case (\`unknown\`, \`other\` and codes such as \`kWh\` or \`A4\` may stand out). Fields are in the case that most fields of the catalog have, camelCase where there is no majority; the option \`fields\` (\`camel\`, \`snake\`) settles it. Payloads from schema files and those of external services are not judged.`,
  options: {
    schema: {
      type: 'object',
      properties: { fields: { enum: ['majority', 'camel', 'snake'] } },
      additionalProperties: false,
    },
    defaults: { fields: 'majority' },
  },
  bad: `services:
  Harbour_Office: { owner: team-harbour }
types:
  Berth: { fields: { berthNumber: int, quay: string } }
events:
  ship_arrived:
    version: 1.0.0
    producer: Harbour_Office
    payload: { shipId: uuid, berth: Berth, arrived_at: timestamp, cargo: enum(dryBulk|dry_goods|liquid_bulk) }
`,
  good: `services:
  harbour-office: { owner: team-harbour }
types:
  Berth: { fields: { berthNumber: int, quay: string } }
events:
  ShipArrived:
    version: 1.0.0
    producer: harbour-office
    payload: { shipId: uuid, berth: Berth, arrivedAt: timestamp, cargo: enum(dry_bulk|dry_goods|liquid_bulk) }
`,
  check(context) {
    const { catalog } = context;
    for (const message of messagesIn(catalog)) {
      if (isCurrent(message)) checkName(context, message, message.name, 'PascalCase');
    }
    for (const kind of ['types', 'sagas', 'flows'] as const) {
      for (const element of catalog[kind].values()) checkName(context, element, element.id, 'PascalCase');
    }
    for (const service of catalog.services.values()) checkName(context, service, service.id, 'kebab-case');
    const wanted = wantedFieldCase(catalog, context.options);
    for (const [owner, fields] of writtenFields(catalog)) checkFields(context, owner, fields, wanted);
    for (const type of catalog.types.values()) if (type.shape === 'enum') checkEnumType(context, type);
  },
};

function checkName({ catalog, report }: RuleContext, element: Element, name: string, wanted: LetterCase): void {
  // Names of types may come from schema files.
  if (isInCase(name, wanted) || !catalog.texts.has(element.nameSpan.file)) return;
  const better = inCase(name, wanted);
  if (isTaken(catalog, element, better)) return;
  report({
    span: element.nameSpan,
    message: `The name of the ${element.kind} \`${element.id}\` is not in ${wanted}.`,
    help: `Write it as \`${better}\`.`,
    element,
  });
}

/** Two definitions of one name in two cases are for `name-collision` to tell: one of them needs another name. */
function isTaken(catalog: Catalog, { kind }: Element, name: string): boolean {
  switch (kind) {
    case 'event':
    case 'command':
      return messageById(catalog, name) !== undefined;
    case 'service':
      return catalog.services.has(name);
    case 'type':
      return catalog.types.has(name);
    default:
      return kind === 'flow' ? catalog.flows.has(name) : catalog.sagas.has(name);
  }
}

function wantedFieldCase(catalog: Catalog, { fields }: OptionValues): LetterCase {
  if (fields === 'camel') return 'camelCase';
  if (fields === 'snake') return 'snake_case';
  const count = fieldCases(catalog);
  return count.snake_case > count.camelCase ? 'snake_case' : 'camelCase';
}

/** One finding for all fields of an element: they are renamed together, in a new major version. */
function checkFields(
  context: RuleContext,
  owner: MessageDef | TypeDef,
  fields: readonly DeclaredField[],
  wanted: LetterCase,
): void {
  const wrong = fields.filter(({ field }) => !isInCase(withoutUnderscore(field.name), wanted));
  const [first, ...others] = wrong;
  if (first) {
    context.report({
      span: first.field.nameSpan,
      message: `${fieldsOf(owner, wrong)} not in ${wanted}${reasonFor(context, wanted)}.`,
      help: `Write ${nameList(
        wrong.map(({ field }) => inCase(field.name, wanted)),
        MOST_NAMES,
      )}.`,
      labels: others.slice(0, MOST_NAMES).map(({ field }) => ({ span: field.nameSpan, text: 'this one too' })),
      element: owner,
    });
  }
  for (const { field, path } of fields) {
    if (field.type.kind === 'enum')
      checkValues(context, `${owner.id}.${path}`, field.type.values, owner, () => field.typeSpan);
  }
}

function fieldsOf(owner: Element, wrong: readonly DeclaredField[]): string {
  const names = nameList(
    wrong.map(({ path }) => path),
    MOST_NAMES,
  );
  return `${names} of \`${owner.id}\` ${wrong.length === 1 ? 'is' : 'are'}`;
}

function reasonFor({ catalog, options }: RuleContext, wanted: LetterCase): string {
  const { camelCase, snake_case } = fieldCases(catalog);
  const count = wanted === 'camelCase' ? camelCase : snake_case;
  const isJudgedByCount = options['fields'] === 'majority' && count > 1 && count > (camelCase + snake_case) / 2;
  return isJudgedByCount ? ` as ${count} of ${countOf(camelCase + snake_case, 'field')} of several words are` : '';
}

function checkEnumType(context: RuleContext, type: EnumType): void {
  const spanOf = (value: string) => {
    const list = nodeAt(type.node, 'enum');
    const items = list?.kind === 'list' ? list.items : [];
    return items.find((item) => item.kind === 'scalar' && item.text === value)?.span ?? type.nameSpan;
  };
  if (!context.catalog.texts.has(type.nameSpan.file)) return;
  checkValues(
    context,
    type.id,
    type.values.filter((value) => value !== type.unknown),
    type,
    spanOf,
  );
}

/** The values that are in no case which most of them share. */
function checkValues(
  { report }: RuleContext,
  name: string,
  values: readonly string[],
  element: Element,
  spanOf: (value: string) => Span,
): void {
  if (values.every((value) => isInCase(value, 'snake_case'))) return;
  const words = values.filter((value) => casesOf(value).length > 0 && !isCode(value));
  const [most] = [...counted(words.flatMap(casesOf))].sort(([, a], [, b]) => b - a);
  if (most === undefined || most[1] === words.length) return;
  const [wanted] = most;
  const odd = words.filter((value) => !isInCase(value, wanted));
  const model = words.find((value) => isInCase(value, wanted) && casesOf(value).length < 4) ?? words[0] ?? '';
  report({
    span: spanOf(odd[0] ?? ''),
    message: `The values of \`${name}\` are in several cases: ${nameList(odd, MOST_NAMES)} beside \`${model}\`.`,
    help: `Write them all in ${wanted}: readers compare values letter by letter.`,
    element,
  });
}

/** Short values and those with digits are codes and units (`kWh`, `A4`); a placeholder is not one of the values at all. */
function isCode(value: string): boolean {
  return value.length <= 3 || /\d/.test(value) || PLACEHOLDERS.has(value.toLowerCase());
}

function inCase(name: string, wanted: LetterCase): string {
  const underscore = name.startsWith('_') ? '_' : '';
  const words = rawWords(name);
  const shouted = name === name.toUpperCase() && words.length > 1;
  const plain = wanted === 'PascalCase' && !shouted ? words : words.map((word) => word.toLowerCase());
  switch (wanted) {
    case 'PascalCase':
      return joinWords(plain, 'pascal');
    case 'camelCase':
      return underscore + joinWords(plain, 'camel');
    case 'snake_case':
      return underscore + joinWords(plain, 'snake');
    case 'kebab-case':
      return plain.join('-');
    case 'UPPER_CASE':
      return joinWords(plain, 'upper-snake');
  }
}

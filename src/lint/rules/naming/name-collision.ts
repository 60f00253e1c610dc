import type { Span } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import { type Catalog, type Element, type Field, messagesIn } from '../../../model/index.js';
import { type DeclaredField, declarationsIn } from '../../facts/declared-fields.js';
import { foldedName, groupsOfSame } from '../../facts/same-names.js';
import { byText } from '../../lexicon/by-text.js';
import type { Rule } from '../../rule.js';

/** A name with its place. */
interface Named {
  readonly name: string;
  /** What has it, as in `event`. */
  readonly what: string;
  /** The definition that it is a part of. */
  readonly of?: string;
  readonly span: Span;
  readonly element: Element;
}

/** Two things whose names come out as one. */
export const nameCollision: Rule = {
  id: 'name-collision',
  group: 'naming',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow names that come out as one in generated code, on disk or at the broker.',
  why: `\`OrderPlaced\` and \`Order_Placed\` make one function \`orderPlaced\`, one file on a disk that ignores case and one column in a database that does. Generated code then calls the second one something else, and which is the second depends on the other. Kafka refuses a topic whose name differs from another one's in \`.\` and \`_\` only.

Compared are the names of messages and types together, of services, of channels, of sagas, of flows, of the fields of one record and of the values of one enumeration, without regard to case, \`_\` and \`-\`. Values of three letters and less may differ in case (\`mW\`, \`MW\`).`,
  bad: `services:
  lab: { owner: team-lab }
events:
  SampleTaken: { version: 1.0.0, producer: lab, payload: { sampleId: uuid, takenAt: timestamp } }
  Sample_Taken: { version: 1.0.0, producer: lab, payload: { sampleId: uuid, barcode: string } }
`,
  good: `services:
  lab: { owner: team-lab }
events:
  SampleTaken: { version: 1.0.0, producer: lab, payload: { sampleId: uuid, takenAt: timestamp } }
  SampleLabelled: { version: 1.0.0, producer: lab, payload: { sampleId: uuid, barcode: string } }
`,
  check({ catalog, report }) {
    for (const [first, ...others] of collisionsIn(catalog)) {
      for (const other of first ? others : []) {
        if (!first || isReportedByModel(first, other)) continue;
        report({
          span: other.span,
          message: messageFor(first, other),
          help: 'Rename one of them.',
          labels: [{ span: first.span, text: 'the other one' }],
          element: other.element,
        });
      }
    }
  },
};

function messageFor(first: Named, other: Named): string {
  const of = other.of === undefined ? '' : ` of \`${other.of}\``;
  const names = `The ${other.what} \`${other.name}\`${of} and the ${first.what} \`${first.name}\``;
  return first.name === other.name
    ? `${names} have one name, and generated code can call only one of them so.`
    : `${names} differ in case and separators only: in code, on disk or at a broker they are one name.`;
}

/** Two messages of exactly one name are wrong before any rule runs, and so are two fields. */
function isReportedByModel(first: Named, other: Named): boolean {
  return first.name === other.name && (first.element.kind === 'type') === (other.element.kind === 'type');
}

function collisionsIn(catalog: Catalog): readonly (readonly Named[])[] {
  const messages = messagesIn(catalog);
  const alone = [catalog.services, catalog.sagas, catalog.flows].map((map) => [...map.values()]);
  const field = byText(foldedField);
  const value = byText(foldedValue);
  const elements = [[...messages, ...catalog.types.values()], ...alone];
  return [
    ...elements.flatMap((group) => groupsOfSame(group.map(namedElement), ({ name }) => foldedName(name))),
    ...groupsOfSame([...catalog.channels.values()].map(namedElement), ({ name }) => foldedChannel(name)),
    ...recordsIn(catalog, field).flatMap((fields) => groupsOfSame(fields, ({ name }) => field(name))),
    ...enumsIn(catalog, value).flatMap((values) => groupsOfSame(values, ({ name }) => value(name))),
  ];
}

function namedElement(element: Element): Named {
  return { name: element.id, what: element.kind, span: element.nameSpan, element };
}

/** Kafka keeps `a.b` and `a_b` apart nowhere in its metrics, and so refuses the second one. */
function foldedChannel(name: string): string {
  return name.replaceAll('_', '.').toLowerCase();
}

/** An underscore in front belongs to the name: `_id` stands beside `id` in many stores. */
function foldedField(name: string): string {
  return name.length === 1 ? name : `${name.startsWith('_') ? '_' : ''}${foldedName(name)}`;
}

/** Signs that are no letters tell values apart (`A`, `A-`), and so does case in units. */
function foldedValue(value: string): string {
  const plain = value.replace(/(?<=[A-Za-z])[-_ ](?=[A-Za-z])/g, '');
  return plain.length > 3 ? plain.toLowerCase() : plain;
}

/** Records in which two names come out as one; there are too many others to look at each of their fields twice. */
function recordsIn(catalog: Catalog, keyOf: (name: string) => string): readonly (readonly Named[])[] {
  const seen = new Set<readonly Field[]>();
  return declarationsIn(catalog).fields.flatMap(({ record, owner }) => {
    if (seen.has(record)) return [];
    seen.add(record);
    if (!haveSame(namesOfFields(record), keyOf)) return [];
    return [
      record.map(({ name, nameSpan }) => ({ name, what: 'field', of: owner.id, span: nameSpan, element: owner })),
    ];
  });
}

function namesOfFields(fields: readonly Field[]): readonly string[] {
  return fields.map(({ name }) => name);
}

function haveSame(names: readonly string[], keyOf: (name: string) => string): boolean {
  return new Set(names.map(keyOf)).size < names.length;
}

function enumsIn(catalog: Catalog, keyOf: (name: string) => string): readonly (readonly Named[])[] {
  const types = [...catalog.types.values()].map((type) => {
    const list = type.shape === 'enum' ? nodeAt(type.node, 'enum') : undefined;
    const items = list?.kind === 'list' ? list.items : [];
    return items.flatMap((item) => (item.kind === 'scalar' ? [namedValue(type, item.text, item.span)] : []));
  });
  const inline = declarationsIn(catalog).fields.filter(
    ({ field: { type } }) => type.kind === 'enum' && haveSame(type.values, keyOf),
  );
  return [...types, ...inline.map(inlineValues)];
}

function inlineValues({ field, owner }: DeclaredField): readonly Named[] {
  const { type, typeSpan } = field;
  return type.kind === 'enum' ? type.values.map((value) => namedValue(owner, value, typeSpan)) : [];
}

function namedValue(element: Element, name: string, span: Span): Named {
  return { name, what: 'value', of: element.id, span, element };
}

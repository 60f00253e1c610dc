import { nodeAt } from '../../../language/node.js';
import type { EnumType } from '../../../model/index.js';
import { enumsWrittenBySagas } from '../../facts/saga-enums.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (values: string) => `services:
  print: { owner: team-print }
  mill: { owner: team-paper }
types:
  Trouble: { enum: [${values}, unknown], unknown: unknown }
events:
  BookOrdered: { version: 1.0.0, producer: print, payload: { bookId: uuid } }
  PaperReserved: { version: 1.0.0, producer: mill, payload: { bookId: uuid } }
  NoPaperLeft: { version: 1.0.0, producer: mill, payload: { bookId: uuid } }
  BookPrinted: { version: 1.0.0, producer: print, payload: { bookId: uuid } }
  BookNotPrinted: { version: 1.0.0, producer: print, payload: { bookId: uuid, trouble: Trouble } }
commands:
  ReservePaper: { version: 1.0.0, handler: mill, payload: { bookId: uuid }, success: PaperReserved, failure: [NoPaperLeft] }
sagas:
  PrintBook:
    service: print
    start: BookOrdered
    correlation: bookId
    steps:
      - { do: ReservePaper, pivot: true }
    complete: BookPrinted
    abort:
      emit: BookNotPrinted
      with:
        trouble: { NoPaperLeft: no_paper, else: no_answer }
`;

/** A value of an enumeration that only sagas fill, and none fills with it. */
export const unusedEnumValue: Rule = {
  id: 'unused-enum-value',
  group: 'sagas',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow values that no map of a saga ever gives.',
  why: `Whoever reads an enumeration writes code and texts for every value of it. One that no saga ever gives is work for nothing, or it shows that a cause has been forgotten: the value was thought of, and the failure that should lead to it falls to another.

Meant are only enumerations of \`types\` that a map by causes fills and that stand nowhere else than in what sagas send or end with, and in the answers to it. The value named by \`unknown\` is for readers. A value that the \`summary\` or \`docs\` of the type speaks of is kept on purpose.`,
  bad: definitions('no_paper, no_ink, no_answer'),
  good: definitions('no_paper, no_answer'),
  check({ catalog, report }) {
    for (const { type, values } of enumsWrittenBySagas(catalog)) {
      const text = `${type.summary ?? ''} ${type.docs ?? ''}`;
      type.values.forEach((value, index) => {
        if (values.has(value) || value === type.unknown || speaksOf(text, value)) return;
        report(finding(type, value, index));
      });
    }
  },
};

function speaksOf(text: string, value: string): boolean {
  return new Set<string>(text.match(/[\w-]+/g)).has(value);
}

function finding(type: EnumType, value: string, index: number): Finding {
  return {
    span: nodeAt(type.node, 'enum', index)?.span ?? type.nameSpan,
    message: `No saga ever gives \`${type.id}\` the value \`${value}\`.`,
    help: `Give it for the cause that it was meant for, take it out, or say in the \`summary\` of \`${type.id}\` what \`${value}\` is kept for.`,
    element: type,
  };
}

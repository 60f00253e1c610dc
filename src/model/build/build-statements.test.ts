import { expect, it } from 'vitest';
import { catalogFrom } from '../../testing/catalog-from.js';

const STATEMENTS = `
    never:
      - A without B
      - { that: B, because: It is dear. }
    finally: C
    always: { that: not D }
`;

const READ = [
  { kind: 'always', text: 'not D' },
  { kind: 'never', text: 'A without B' },
  { kind: 'never', text: 'B', because: 'It is dear.' },
  { kind: 'finally', text: 'C' },
];

it('reads texts, lists and maps of a saga and of a flow', () => {
  const text = `sagas:\n  S:\n    steps: []${STATEMENTS}flows:\n  F:\n    reactions: []${STATEMENTS}`;
  const { catalog } = catalogFrom(text);
  for (const process of [catalog.sagas.get('S'), catalog.flows.get('F')]) {
    const read = process?.statements.map(({ span: _, ...rest }) => rest);
    expect(read).toEqual(READ);
    expect(process?.statements.map(({ span }) => text.slice(span.start, span.end))).toEqual(
      READ.map((one) => one.text),
    );
  }
});

it('reads none where there are none', () => {
  const { catalog } = catalogFrom('sagas: { S: { steps: [] } }\nflows: { F: { reactions: [] } }');
  expect([catalog.sagas.get('S')?.statements, catalog.flows.get('F')?.statements]).toEqual([[], []]);
});

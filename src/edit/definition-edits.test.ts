import { describe, expect, it } from 'vitest';
import { applyEdits } from '../diagnostics/index.js';
import { catalogFrom } from '../testing/catalog-from.js';
import { addDefinition, insertDefinitionAfter } from './definition-edits.js';
import type { Edits } from './map-edits.js';

const BODY = { version: '1.0.0', payload: { orderId: 'uuid', reason: 'string?' } };
const FILE = 'catalog.yaml';

const apply = (text: string, edits: Edits) => edits && applyEdits(text, edits);

function below(text: string): string | undefined {
  const { catalog } = catalogFrom(text);
  const element = catalog.events.get('A');
  return element && apply(text, insertDefinitionAfter(catalog.texts, element, 'B', BODY));
}

const added = (text: string) => apply(text, addDefinition(catalogFrom(text).catalog, FILE, 'event', 'B', BODY));

const BLOCK = '  B:\n    version: 1.0.0\n    payload: { orderId: uuid, reason: string? }\n';

describe('insertDefinitionAfter', () => {
  it.each([
    [
      'a block',
      'events:\n  A:\n    version: 1.0.0 # v\n    # under\n  # next\n  C: {}\n',
      `events:\n  A:\n    version: 1.0.0 # v\n    # under\n${BLOCK}  # next\n  C: {}\n`,
    ],
    [
      'one line',
      'events:\n  A: { version: 1.0.0 } # v\n  C: {}\n',
      'events:\n  A: { version: 1.0.0 } # v\n  B: { version: 1.0.0, payload: { orderId: uuid, reason: string? } }\n  C: {}\n',
    ],
    [
      'braces',
      'events: { A: {}, C: {} }\n',
      'events: { A: {}, B: { version: 1.0.0, payload: { orderId: uuid, reason: string? } }, C: {} }\n',
    ],
    [
      'braces over lines',
      'events: {\n  A: {} # v\n  }\n',
      'events: {\n  A: {}, B: { version: 1.0.0, payload: { orderId: uuid, reason: string? } } # v\n  }\n',
    ],
    ['an empty body', 'events:\n  A:\n  C: {}\n', `events:\n  A:\n${BLOCK}  C: {}\n`],
  ])('writes below %s', (_, text, expected) => {
    expect(below(text)).toBe(expected);
  });

  it('leaves definitions that stand elsewhere alone', () => {
    expect(below('x-a: &a { version: 1.0.0 }\nevents:\n  A: *a\n')).toBeUndefined();
  });
});

describe('addDefinition', () => {
  it.each([
    [
      'at the end of its section',
      'events:\n  Z: {}\n  A: {}\ntypes: {}\n',
      'events:\n  Z: {}\n  A: {}\n  B: { version: 1.0.0, payload: { orderId: uuid, reason: string? } }\ntypes: {}\n',
    ],
    ['in a section that is empty', 'events: {} # soon\ntypes: {}\n', `events: # soon\n${BLOCK}types: {}\n`],
    ['in a section without a value', 'types: {}\nevents:\n', `types: {}\nevents:\n${BLOCK}`],
    ['in a new section', 'types: {}\n', `types: {}\n\nevents:\n${BLOCK}`],
    [
      'in a new section, with the indentation of the file',
      'types:\n    T: {}\n',
      'types:\n    T: {}\n\nevents:\n    B:\n        version: 1.0.0\n        payload: { orderId: uuid, reason: string? }\n',
    ],
  ])('writes %s', (_, text, expected) => {
    expect(added(text)).toBe(expected);
  });

  it('does not touch a file in braces', () => {
    expect(added('{ "types": {} }')).toBeUndefined();
  });
});

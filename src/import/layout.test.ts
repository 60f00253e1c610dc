import { describe, expect, it } from 'vitest';
import { importFrom } from './testing/imported.js';

const schema = { type: 'object', properties: { at: { type: 'object', properties: { x: { type: 'number' } } } } };
const many = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `OrderNo${index}Placed.json`,
      { ...schema, $comment: `No. ${index}` },
    ]),
  );

describe('the layout of files', () => {
  it.each<[number, string | undefined, readonly string[]]>([
    [2, undefined, ['events.yaml']],
    [2, 'order', ['order.yaml', 'services.yaml']],
    [2, 'types', ['services.yaml', 'types-service.yaml']],
    [
      7,
      undefined,
      [
        'events/order-no0-placed.yaml',
        'events/order-no1-placed.yaml',
        'events/order-no2-placed.yaml',
        'events/order-no3-placed.yaml',
        'events/order-no4-placed.yaml',
        'events/order-no5-placed.yaml',
        'events/order-no6-placed.yaml',
        'types.yaml',
      ],
    ],
  ])('%i messages of %s are in %j', (count, service, paths) => {
    const { texts } = importFrom(many(count), { options: { as: 'event', ...(service !== undefined && { service }) } });
    expect([...texts.keys()]).toEqual(paths);
  });

  it('a type stands with the messages that use it, and is shared in `types.yaml`', () => {
    const { texts } = importFrom(many(7));
    expect(texts.get('types.yaml')).toBe('types:\n  At: { fields: { x: double? } }\n');
    expect(texts.get('events/order-no3-placed.yaml')).toBe(
      'events:\n  # No. 3\n  OrderNo3Placed:\n    payload: { at: At? }\n',
    );
  });
});

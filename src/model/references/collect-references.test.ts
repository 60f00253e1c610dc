import { describe, expect, test } from 'vitest';
import { catalogFrom } from '../../testing/catalog-from.js';

function unresolved(text: string): readonly string[] {
  const { catalog, source } = catalogFrom(text);
  return catalog.unresolved.map(({ ref, target, role, from }) => {
    const written = source.texts.get(ref.span.file)?.slice(ref.span.start, ref.span.end);
    return `${role} of ${from.id}: ${target} ${ref.name}${written === ref.name ? '' : ` in ${written}`}`;
  });
}

describe('unresolved names', () => {
  test('of events', () => {
    expect(
      unresolved(`events:
  E:
    producer: nobody
    consumers: [none, { service: neither, uses: [x, id] }]
    channel: nowhere
    key: y
    failureOf: F
    deprecated: { use: G }
    payload: { id: uuid, a: list<map<Nothing>> }`),
    ).toEqual([
      'successor of E: message G',
      'channel of E: channel nowhere',
      'key of E: field y',
      'type of E: type Nothing',
      'producer of E: service nobody',
      'failed message of E: message F',
      'consumer of E: service none',
      'consumer of E: service neither',
      'used field of E: field x',
    ]);
  });

  test('of commands', () => {
    expect(
      unresolved(
        'commands: { C: { handler: h, senders: [s], success: S, failure: [F], refusedAfter: [R], calls: [{ service: c, idempotentBy: id }] } }',
      ),
    ).toEqual([
      'handler of C: service h',
      'sender of C: service s',
      'success event of C: event S',
      'failure event of C: event F',
      'refusing event of C: event R',
      'called service of C: service c',
      'idempotency key of C: field id',
    ]);
  });

  test('of sagas, also in paths, causes and guards', () => {
    expect(
      unresolved(`types: { Money: { fields: { amount: int } } }
events: { Start: { payload: { id: uuid, total: Money } }, Ok: {} }
commands: { C: { payload: { id: uuid }, success: Ok } }
sagas:
  S:
    service: nobody
    start: Start
    correlation: nope
    ids: [made]
    hears: [H]
    cancelOn: [X]
    steps:
      - do: C
        when: not Seen
        with: { id: Start.id, nope: Start.total.amount, a: Start.total.amout, b: Gone.x, c: made }
        undo: { do: U, with: { z: { Bad: 1, C.timeout: 2, Start.timeout: 3, Lost.timeout: 4, else: Start.idd } } }
      - { await: A, failure: [B], timeout: 1h }
      - { wait: Start.days, until: W }
      - { forEach: Start.lines, as: line, steps: [{ do: C, name: again, check: K, with: { id: line.x } }] }
    complete: Done
    abort: { emit: Ok, with: { reason: now } }`),
    ).toEqual([
      'service of S: service nobody',
      'correlation of S: field nope',
      'heard event of S: event H',
      'cancelling event of S: event X',
      'guard of S: message Seen in not Seen',
      'mapped field of S: field nope',
      'mapped field of S: field a',
      'source field of S: field total.amout in Start.total.amout',
      'mapped field of S: field b',
      'source of S: message Gone',
      'mapped field of S: field c',
      'undo of S: command U',
      'cause of S: event Bad',
      'cause of S: message Lost in Lost.timeout',
      'source field of S: field idd in Start.idd',
      'awaited event of S: event A',
      'awaited failure of S: event B',
      'ending event of S: event W',
      'source field of S: field days in Start.days',
      'source field of S: field lines in Start.lines',
      'check of S: command K',
      'completing event of S: event Done',
      'mapped field of S: field reason',
    ]);
  });

  test('of flows', () => {
    expect(
      unresolved(`events: { E: { payload: { id: uuid } } }
flows:
  F:
    correlation: nope
    reactions: [{ on: [E, G], by: s, emits: X, fails: [Y], needs: [Z], idempotentBy: [id, no], at: E.when }]`),
    ).toEqual([
      'correlation of F: field nope',
      'trigger of F: event G',
      'reacting service of F: service s',
      'emitted event of F: event X',
      'failure event of F: event Y',
      'needed event of F: event Z',
      'idempotency key of F: field no',
      'source field of F: field when in E.when',
    ]);
  });

  test('a field that does not resolve tells what it could have been', () => {
    const { catalog } = catalogFrom(
      'types: { M: { fields: { amount: int, currency: string } } }\nevents: { E: { key: total.amout, payload: { total: M } } }',
    );
    expect(catalog.unresolved[0]).toMatchObject({ of: 'E', candidates: ['amount', 'currency'] });
  });

  test('dead-letter channels need no declaration, inherited keys are no mention', () => {
    expect(
      unresolved(
        'channels: { c: { key: id, deadLetter: { channel: c.dlq } } }\nevents: { E: { channel: c, payload: { x: int } } }',
      ),
    ).toEqual([]);
  });

  test('types of all shapes', () => {
    expect(
      unresolved('types: { R: { fields: { a: A|null } }, U: { oneOf: { b: B } }, S: { type: C }, E: { enum: [a] } }'),
    ).toEqual(['type of R: type A', 'type of S: type C', 'case of U: type B']);
  });
});

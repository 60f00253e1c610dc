import { describe, expect, it } from 'vitest';
import { toValue } from './node.js';
import { checkShape } from './shape.js';
import { parseYaml } from './yaml.js';

function check(kind: 'catalog' | 'settings', yaml: string) {
  const tree = parseYaml('x.yaml', yaml);
  expect(tree.diagnostics).toEqual([]);
  if (!tree.value) throw new Error('The example is empty.');
  const shape = checkShape(kind, tree.value);
  const told = shape.diagnostics.map((found) => {
    const at = found.span ? yaml.slice(found.span.start, found.span.end) : '';
    return `${found.code} at ${at}: ${found.message} ${found.help ?? ''}`.trim();
  });
  return { told, value: shape.value, diagnostics: shape.diagnostics };
}

const MESSAGE_NAME =
  'A name of a message is a letter, then letters, digits and `_`, at most 200; an older major ends in `@1`.';

const BAD_DEFINITIONS: readonly (readonly [yaml: string, ...told: string[]])[] = [
  ['event: {}', 'unknown-key at event: `event` is not a key of a definition file. Did you mean `events`?'],
  ['events: []', 'invalid-value at []: `events` must be a map from name to definition, but is an empty list.'],
  [
    'events: { OrderPlaced: }',
    'invalid-value at OrderPlaced: `OrderPlaced` must be a map such as `{ producer: order, payload: { orderId: uuid } }`, but is empty.',
  ],
  [
    'events: { A: { consumer: [a] } }',
    'unknown-key at consumer: `consumer` is not a key of an event. Did you mean `consumers`?',
  ],
  [
    'events: { "Order Placed": {} }',
    `invalid-name at "Order Placed": \`Order Placed\` cannot be a name here: it must be the name of a message such as \`OrderPlaced\`. ${MESSAGE_NAME}`,
  ],
  [
    'events: { __proto__: {} }',
    `invalid-name at __proto__: \`__proto__\` cannot be a name here: it must be the name of a message such as \`OrderPlaced\`. ${MESSAGE_NAME}`,
  ],
  [
    'commands: { A: { timeout: 30 } }',
    'invalid-value at 30: `timeout` must be a duration such as `30s`, but is the number `30`.',
  ],
  [
    'commands: { A: { retry: { attempts: 0, backoff: exponentail, jiter: full } } }',
    'unknown-key at jiter: `jiter` is not a key of a retry policy. Did you mean `jitter`?',
    'invalid-value at 0: `attempts` must be a whole number from 1, or `unlimited`, but is the number `0`.',
    'invalid-value at exponentail: `backoff` must be one of `fixed`, `linear` or `exponential`, but is the text `exponentail`. Did you mean `exponential`?',
  ],
  [
    'events: { A: { version: 1.0 } }',
    'invalid-value at 1.0: `version` must be a SemVer version such as `1.0.0`, but is the number `1.0`.',
  ],
  ['events: { A: { consumers: [{ uses: [x] }] } }', 'missing-key at uses: A consumer needs `service`. Add `service`.'],
  [
    'events: { A: { consumers: [4] } }',
    'invalid-value at 4: An item of `consumers` must be the name of a service such as `order`, but is the number `4`. A name of a service is a letter, then letters, digits, `_` and `-`, at most 200.',
  ],
  [
    'events: { A: { payload: { a b: string } } }',
    'invalid-name at a b: `a b` cannot be a name here: it must be the name of a field such as `orderId`. A name of a field is a letter or one `_`, then letters, digits and `_`, at most 200. Names from other formats may also have `-`, `$`, `@`, `:`, `/` and `+`.',
  ],
  [
    'events: { A: { payload: { x: 3, y: { typ: string } } } }',
    'invalid-value at 3: `x` must be a type such as `string` or `OrderLine[]`, but is the number `3`.',
    'unknown-key at typ: `typ` is not a key of a field. Did you mean `type`?',
  ],
  [
    'events: { A: { payload: { z: { street: string } } } }',
    'missing-key at z: A field needs `type`. A record needs a name: declare it under `types` and write that name here.',
  ],
  [
    'events: { A: { payload: { $ref: ./a.json, x: string } } }',
    'unknown-key at x: `x` is not a key of a payload by `$ref`. Nothing may stand beside `$ref`. The only key here is `$ref`.',
  ],
  [
    'sagas: { S: { start: A, steps: [{ dp: X }] } }',
    'unknown-key at dp: `dp` is not a key of a step. Did you mean `do`?',
  ],
  [
    'sagas: { S: { start: A, steps: [], never: [X, { because: It is wrong. }, { that: Y, becaus: Z }, 3] } }',
    'missing-key at because: A statement needs `that`. Add `that`.',
    'unknown-key at becaus: `becaus` is not a key of a statement. Did you mean `because`?',
    'invalid-value at 3: An item of `never` must be a statement such as `CapturePayment without RefundPayment`, but is the number `3`.',
  ],
  [
    'flows: { F: { reactions: [], finaly: X, always: , never: [[X]] } }',
    'unknown-key at finaly: `finaly` is not a key of a flow. Did you mean `finally`?',
    'invalid-value at always: `always` must be a statement such as `CapturePayment without RefundPayment`, but is empty.',
    'invalid-value at [X]: An item of `never` must be a statement such as `CapturePayment without RefundPayment`, but is a list.',
  ],
  [
    'sagas: { S: { start: A, steps: [{ pivot: true }, X] } }',
    'missing-key at pivot: A step needs `do`, `undo`, `parallel`, `await`, `wait` or `forEach`. Add one of them.',
    'invalid-value at X: An item of `steps` must be a step such as `{ do: ReserveStock, undo: ReleaseStock }`, but is the text `X`.',
  ],
  [
    'sagas: { S: { start: A, steps: [{ await: X, timout: 3d }] } }',
    'unknown-key at timout: `timout` is not a key of an await. Did you mean `timeout`?',
  ],
  [
    'sagas: { S: { start: A, steps: [{ do: X, timeout: 3s }] } }',
    'unknown-key at timeout: `timeout` is not a key of a step. Time limits and retries stand on the command, not on its step. Keys here are `do`, `renamedFrom`, `with`, `undo`, `noUndo`, `pivot`, `check`, `optional`, `onFailure`, `name`, `summary`, `docs` and `when`.',
  ],
  [
    'sagas: { S: { start: A, steps: [{ do: X, with: { a: { CardRefused: x } } }] } }',
    'missing-key at a: A value written as a map needs `const`. What went wrong can only be asked in `undo.with` and `abort.with`.',
  ],
  ['types: { B: {} }', 'missing-key at B: A type needs `fields`, `enum`, `oneOf` or `type`. Add one of them.'],
  ['types: { C: { field: {} } }', 'unknown-key at field: `field` is not a key of a type. Did you mean `fields`?'],
  [
    'types: { A: { enum: [1, yes, yes] } }',
    'invalid-value at 1: An item of `enum` must be text (quote it), but is the number `1`.',
    'repeated-value at yes: `yes` stands twice in `enum`. Remove one of the two.',
  ],
  [
    'channels: { a: { deadLetter: true } }',
    'invalid-value at true: `deadLetter` must be `false` or a map with `channel`, `owner` and `alertAfter`, but is `true`.',
  ],
  ['flows: { F: { reactions: [{ by: x }] } }', 'missing-key at by: A reaction needs `on`. Add `on`.'],
];

const BAD_SETTINGS: readonly (readonly [yaml: string, ...told: string[]])[] = [
  ['catlog: x', 'unknown-key at catlog: `catlog` is not a key of the settings file. Did you mean `catalog`?'],
  ['envelope: plain', 'missing-key at envelope: The settings file needs `catalog`. Add `catalog`.'],
  ['- a', 'invalid-value at - a: The file must be a map of settings, but is a list.'],
  [
    'catalog: a\nlint: { rules: { a: err, c: { severity: errer } } }',
    'invalid-value at err: `a` must be one of `off`, `info`, `warning` or `error`, but is the text `err`.',
    'invalid-value at errer: `severity` must be one of `off`, `info`, `warning` or `error`, but is the text `errer`. Did you mean `error`?',
  ],
  ['catalog: a\ngenerate: [{ target: x }]', 'missing-key at target: A target needs `out`. Add `out`.'],
];

describe('checkShape', () => {
  it.each(BAD_DEFINITIONS)('tells what is wrong in %s', (yaml, ...told) => {
    expect(check('catalog', yaml).told).toEqual(told);
  });

  it.each(BAD_SETTINGS)('tells what is wrong in the settings %s', (yaml, ...told) => {
    expect(check('settings', yaml).told).toEqual(told);
  });

  it.each([
    ['a message without version, producer or payload', 'events: { A: {} }\ncommands: { B: {} }'],
    ['a service without an owner', 'services: { a: {} }'],
    ['an await without a timeout', 'sagas: { S: { start: A, steps: [{ await: [B, C] }] } }'],
    ["keys of one's own", 'events: { A: { x-team: { any: thing } } }\nx-more: [1]'],
    ['an older major', 'events: { A@1: {}, A: {} }'],
    ['an empty section', 'events:\ncommands: { A: {} }'],
    [
      'a field that is called schema or avro',
      'events: { A: { payload: { schema: string } }, B: { payload: { avro: string } } }',
    ],
    [
      'an Avro payload and an inline schema',
      'events: { A: { payload: { avro: ./a.avsc } }, B: { payload: { schema: { type: object } } } }',
    ],
    [
      'calls by name, alone and in a list',
      'commands: { A: { calls: stripe }, B: { calls: [stripe, { service: x, idempotentBy: [a, b.c] }] } }',
    ],
    [
      'every form of a step',
      `sagas:
  S:
    start: A
    ids: [paymentId]
    hears: [E]
    cancelOn: [F]
    repeat: true
    steps:
      - undo: RejectOrder
      - { do: B, name: again, renamedFrom: before, with: { a: A.b, n: 1, c: { const: A.b } }, noUndo: why not, check: C, when: not E }
      - { do: B, undo: { do: D, with: { reason: { E: x, B.timeout: y, else: { const: z } } }, retry: { attempts: unlimited }, timeout: 3s, when: E } }
      - parallel: [{ do: B }, [{ do: C }, { do: D, optional: true }]]
      - { await: E, failure: [F], timeout: 3d, early: keep, pivot: true }
      - { wait: A.date + 1d, until: E }
      - { forEach: A.items, as: item, parallel: true, until: E, steps: [{ do: B, with: { x: item.id } }] }
      - { do: C, onFailure: { CardRefused: { steps: [{ do: D }], then: retry, rounds: 3 }, timeout: { then: skip } } }
    complete: [E, { emit: F, with: { x: now } }]
    abort: { emit: G, with: { reason: { E: x, deadline: y, else: z } } }
    stuck: { alert: team, runbook: docs/x.md }`,
    ],
  ])('lets pass %s', (_, yaml) => {
    expect(check('catalog', yaml).told).toEqual([]);
  });

  it('names the definition and labels the first of two equal values', () => {
    const [found] = check('catalog', 'types: { A: { enum: [a, a] } }').diagnostics;
    expect(found?.element).toBe('type A');
    expect(found?.labels).toEqual([{ span: { file: 'x.yaml', start: 21, end: 22 }, text: 'first used here' }]);
  });

  it('hands on what is sound: a broken key goes, its definition and unknown keys stay', () => {
    const { value } = check(
      'catalog',
      'events: { A: { consumers: 3, colour: red, payload: { x: string, y: 4 } }, "B C": {}, D: 5 }\nsagas:',
    );
    const plain = JSON.parse(JSON.stringify(value && toValue(value)));
    expect(plain).toEqual({ events: { A: { colour: 'red', payload: { x: 'string' } } } });
  });

  it('finds a sound rest again without a finding, once unknown keys are out', () => {
    for (const [yaml] of BAD_DEFINITIONS) {
      const { value } = check('catalog', yaml);
      const again = value && checkShape('catalog', value).diagnostics;
      expect(again?.filter((found) => found.code !== 'unknown-key' && found.code !== 'missing-key')).toEqual([]);
    }
  });
});

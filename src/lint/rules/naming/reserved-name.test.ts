import { describe, expect, it } from 'vitest';
import { isReservedWord } from '../../../generate/reserved-words.js';
import { avroTypeName } from '../../../generate/targets/avro/names.js';
import { AVRO } from '../../lexicon/reserved/avro.js';
import { TYPESCRIPT } from '../../lexicon/reserved/typescript.js';
import { findingsOf, runRule } from '../../rule-tester.js';
import { reservedName as rule } from './reserved-name.js';

const settings = (languages: string) =>
  `catalog: test\nlint: { rules: { reserved-name: { languages: [${languages}] } } }\n`;

describe('reserved-name', () => {
  it('finds messages and types that are renamed in code', async () => {
    const yaml = 'types:\n  Date: { type: timestamp }\nevents:\n  Error: {}\ncommands:\n  EventMap: {}\n  Aux: {}\n';
    expect(await findingsOf(rule, yaml)).toEqual([
      'Date: The name of the type `Date` is reserved in TypeScript.',
      'Error: The name of the event `Error` is reserved in TypeScript.',
      'EventMap: The name of the command `EventMap` is reserved in TypeScript.',
      'Aux: The name of the command `Aux` is reserved on Windows, as the name of a device.',
    ]);
    expect(await findingsOf(rule, 'types: { record: { type: string }, error: { type: string } }\n')).toEqual([
      'record: The name of the type `record` is reserved in Avro.',
      'error: The name of the type `error` is reserved in Avro.',
    ]);
  });

  it('leaves names alone that only contain such a word, and fields', async () => {
    const fields = 'type: string, default: string, class: string, order: int, constructor: string';
    expect(await findingsOf(rule, `events:\n  ErrorFound: { payload: { ${fields} } }\n  Order: {}\n`)).toEqual([]);
  });

  it('judges fields and types by other languages where they are asked for', async () => {
    const yaml =
      'types:\n  Order: { fields: { group: string } }\nevents:\n  SeatSold: { payload: { class: string, order: Order } }\n';
    expect(await findingsOf(rule, yaml, settings('java'))).toEqual([
      'class: The field `class` of `SeatSold` has a name that is reserved in Java.',
    ]);
    expect(await findingsOf(rule, yaml, settings('java, sql'))).toEqual([
      'Order: The name of the type `Order` is reserved in SQL.',
      'group: The field `group` of `Order` has a name that is reserved in SQL.',
      'class: The field `class` of `SeatSold` has a name that is reserved in Java.',
      'order: The field `order` of `SeatSold` has a name that is reserved in SQL.',
    ]);
    expect((await runRule(rule, yaml, settings('java'))).findings[0]?.help).toBe(
      'Rename it, for instance to `seatClass`.',
    );
    expect(await findingsOf(rule, 'events:\n  Object: {}\n', settings('java, typescript'))).toEqual([
      'Object: The name of the event `Object` is reserved in Java and TypeScript.',
    ]);
  });

  it('leaves older majors alone', async () => {
    expect(await findingsOf(rule, 'events:\n  Oops: {}\n  "Error@1": {}\n')).toEqual([]);
  });
});

describe('its words', () => {
  it('are those that the targets rename', () => {
    const notKeywords = [...TYPESCRIPT].filter((word) => !isReservedWord(word));
    expect(notKeywords.sort()).toEqual([
      'AnyCommand',
      'AnyEvent',
      'CloudEvent',
      'CommandMap',
      'EventMap',
      'MessageMeta',
      'PlainMessage',
      'Uuid',
      'createMessage',
      'isMessage',
      'isUuid',
      'uuid',
    ]);
    expect([...AVRO].filter((word) => avroTypeName(word) === word)).toEqual([]);
  });
});

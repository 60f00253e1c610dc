import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { invalidVersion } from './invalid-version.js';
import { versionRequired as rule } from './version-required.js';

const fixed = async (definitions: string) => (await fixWith(rule, definitions)).text;

describe('version-required', () => {
  it('asks events, commands and sagas', async () => {
    const definitions =
      'services:\n  a: {}\ntypes:\n  T: { enum: [x] }\nevents:\n  E: { producer: a }\ncommands:\n  C: { handler: a }\nsagas:\n  S: { start: E, steps: [] }\nflows:\n  F: { reactions: [{ on: E }] }\n';
    expect(await findingsOf(rule, definitions)).toEqual([
      'E: The event `E` has no version.',
      'C: The command `C` has no version.',
      'S: The saga `S` has no version.',
    ]);
  });

  it('writes it first and keeps comments with their keys', async () => {
    expect(
      await fixed(
        'events:\n    E: # the first\n        # who\n        producer: a # ours\n\n    F:\n        summary: >\n            Long.\n',
      ),
    ).toBe(
      'events:\n    E: # the first\n        version: 1.0.0\n        # who\n        producer: a # ours\n\n    F:\n        version: 1.0.0\n        summary: >\n            Long.\n',
    );
  });

  it('writes into braces, on one line and on several', async () => {
    expect(await fixed('events: { E: { producer: a }, F: {} }\n')).toBe(
      'events: { E: { version: 1.0.0, producer: a }, F: { version: 1.0.0 } }\n',
    );
    expect(await fixed('events:\n  E:\n    {\n      producer: a,\n      payload: { id: uuid },\n    }\n')).toBe(
      'events:\n  E:\n    {\n      version: 1.0.0,\n      producer: a,\n      payload: { id: uuid },\n    }\n',
    );
  });

  it('keeps the line breaks of the file', async () => {
    expect(await fixed('events:\r\n  E:\r\n    producer: a\r\n')).toBe(
      'events:\r\n  E:\r\n    version: 1.0.0\r\n    producer: a\r\n',
    );
  });

  it('writes the major that the kept ones leave, so that no other rule fails', async () => {
    const definitions = 'events:\n  E@1: { payload: {} }\n  E@3: { payload: {} }\n  E: { payload: {} }\n';
    const text = await fixed(definitions);
    expect(text).toBe(
      'events:\n  E@1: { version: 1.0.0, payload: {} }\n  E@3: { version: 3.0.0, payload: {} }\n  E: { version: 4.0.0, payload: {} }\n',
    );
    expect(await findingsOf(invalidVersion, text)).toEqual([]);
    expect(await fixed(text)).toBe(text);
  });

  it('repairs what an alias shows where it is written', async () => {
    expect(await fixed('events:\n  E: &shared { producer: a }\n  F: *shared\n')).toBe(
      'events:\n  E: &shared { version: 1.0.0, producer: a }\n  F: *shared\n',
    );
  });
});

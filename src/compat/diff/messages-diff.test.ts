import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import type { Change } from '../change.js';
import { diffMessages } from './messages-diff.js';
import { pairMessages } from './pair-messages.js';
import { diffTopology } from './topology-diff.js';

function fixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/compat/messages/${name}.yaml`, import.meta.url), 'utf8');
}

function allChanges(old: Catalog, next: Catalog): readonly Change[] {
  return [...diffMessages(old, next, pairMessages(old, next)), ...diffTopology(old, next)];
}

async function changesOf(before: string, after: string, settings?: readonly [string, string]) {
  const [old, next] = [await catalogFromYaml(before, settings?.[0]), await catalogFromYaml(after, settings?.[1])];
  const textAt = ({ texts }: Catalog, span: Span | undefined) =>
    span === undefined ? '' : (texts.get(span.file) ?? '').slice(span.start, span.end);
  return allChanges(old, next).map((change) => {
    const { kind, owner, at } = change;
    return `${owner.id} ${at === '' ? '' : `${at} `}${kind}: ${textAt(old, change.old)} -> ${textAt(next, change.new)}`;
  });
}

describe('everything around payloads', () => {
  it('is found at its place in both states', async () => {
    expect(await changesOf(fixture('before'), fixture('after'))).toEqual([
      'SeatHeld wire wire-name-changed: SeatHeld -> Seat.Held',
      'SeatHeld carries carries-changed: SeatHeld -> delta',
      'SeatSold@1 deprecated message-deprecated:  -> deprecated',
      'SeatSold@1 consumers.archive.group consumer-group-changed: archive -> archive',
      'SeatTaken failureOf failure-link-changed: SeatHeld -> SeatTaken',
      'SeatTaken retryable retryable-changed: SeatTaken -> true',
      'SeatTaken effect failure-effect-changed: SeatTaken -> unknown',
      'ShowMoved producer producer-changed: tickets -> ledger',
      'ShowMoved visibility visibility-changed: ShowMoved -> internal',
      'HoldSeat channel channel-changed: box.commands -> HoldSeat',
      'HoldSeat handler handler-changed: tickets -> mailer',
      'HoldSeat failure.SeatTaken outcome-role-changed: SeatTaken -> SeatTaken',
      'HoldSeat failure.SeatBroken outcome-added:  -> SeatBroken',
      'HoldSeat timeout command-timeout-changed: 30s -> 10s',
      'HoldSeat retry.attempts command-retry-changed: 5 -> 3',
      'SeatReturned message-removed: SeatReturned -> ',
      'SeatBroken message-added:  -> SeatBroken',
      'SeatGivenBack message-added:  -> SeatGivenBack',
      'SeatSold old-major-kept:  -> SeatSold',
      'box.commands maxBytes max-bytes-changed: box.commands -> 100000',
      'box.commands deadLetter dead-letter-changed: { channel: box.dlq, owner: team-box } -> box.commands',
      'box.events partitions partitions-changed: 12 -> 24',
      'box.events retention retention-changed: 7d -> 14d',
      'archive service-removed: archive -> ',
      'tickets outbox outbox-changed: true -> false',
      'tickets inbox inbox-changed: { window: 8d } -> { window: 1d }',
      'mailer service-added:  -> mailer',
    ]);
  });
});

describe('pairs', () => {
  const EVENT = '{ version: 1.0.0, payload: { id: uuid, at: timestamp } }';

  async function pairsOf(before: string, after: string) {
    const [old, next] = [await catalogFromYaml(before), await catalogFromYaml(after)];
    return pairMessages(old, next).map((pair) => `${pair.old.id} > ${pair.new.id}`);
  }

  it('follow a major that is kept beside the next one', async () => {
    const [before, after] = [`events:\n  A: ${EVENT}\n`, `events:\n  A@1: ${EVENT}\n  A: { version: 2.0.0 }\n`];
    expect(await pairsOf(before, after)).toEqual(['A > A@1']);
    expect(await pairsOf(after, before)).toEqual(['A@1 > A']);
  });

  it('take a message without a version for the first major', async () => {
    expect(await pairsOf('events:\n  A: {}\n', 'events:\n  A@1: {}\n  A: { version: 2.0.0 }\n')).toEqual(['A > A@1']);
  });

  it('go by id where the old major was there before', async () => {
    const before = `events:\n  A@1: ${EVENT}\n  A: { version: 2.0.0 }\n`;
    const after = `events:\n  A@1: ${EVENT}\n  A@2: { version: 2.1.0 }\n  A: { version: 3.0.0 }\n`;
    expect(await pairsOf(before, before)).toEqual(['A > A', 'A@1 > A@1']);
    expect(await pairsOf(before, after)).toEqual(['A > A@2', 'A@1 > A@1']);
  });

  it('go by id where the current message still has the same major', async () => {
    expect(await pairsOf(`events:\n  A: ${EVENT}\n`, `events:\n  A: ${EVENT}\n  A@1: ${EVENT}\n`)).toEqual(['A > A']);
  });

  it('keep an event that has become a command together', async () => {
    expect(await pairsOf(`events:\n  A: ${EVENT}\n`, `commands:\n  A: ${EVENT}\n`)).toEqual(['A > A']);
  });

  it('follow the name on the wire where the name in the catalog is gone', async () => {
    const after = 'events:\n  B: { version: 1.1.0, wire: A, payload: { id: uuid, at: timestamp } }\n';
    expect(await pairsOf(`events:\n  A: ${EVENT}\n`, after)).toEqual(['A > B']);
  });
});

describe('what a removed message may be called now', () => {
  async function resemblances(before: string, after: string) {
    const [old, next] = [await catalogFromYaml(before), await catalogFromYaml(after)];
    return allChanges(old, next).flatMap((change) =>
      change.kind === 'message-removed' ? [`${change.owner.id} ${change.resembles}`] : [],
    );
  }

  it('is the one new message with the same fields', async () => {
    const [before, after] = [fixture('before'), fixture('after')];
    expect(await resemblances(before, after)).toEqual(['SeatReturned SeatGivenBack']);
  });

  it('is left open where there are two', async () => {
    const payload = '{ payload: { id: uuid, at: timestamp } }';
    expect(await resemblances(`events:\n  A: ${payload}\n`, `events:\n  B: ${payload}\n  C: ${payload}\n`)).toEqual([
      'A undefined',
    ]);
  });

  it('is left open where one field is all that they have', async () => {
    expect(
      await resemblances('events:\n  A: { payload: { id: uuid } }\n', 'events:\n  B: { payload: { id: uuid } }\n'),
    ).toEqual(['A undefined']);
  });
});

describe('defaults of the settings', () => {
  const COMMANDS = 'commands:\n  A: {}\n  B: { timeout: 1m }\n  C: { retry: { delay: 2s } }\n';

  it('are one change for all commands', async () => {
    const [before, after] = ['attempts: 3', 'attempts: 4'].map(
      (attempts, index) =>
        `catalog: test\ndefaults: { command: { timeout: ${index + 1}0s, retry: { ${attempts} } } }\n`,
    );
    expect(await changesOf(COMMANDS, COMMANDS, [before ?? '', after ?? ''])).toEqual([
      'test defaults.command.timeout command-timeout-changed: 10s -> 20s',
      'test defaults.command.retry.attempts command-retry-changed: 3 -> 4',
    ]);
  });

  it('are a change of each channel that has them, at their place', async () => {
    const settings = (days: number) => `catalog: test\ndefaults: { channel: { retention: ${days}d } }\n`;
    const channels = 'channels:\n  a: {}\n  b: { retention: 5d }\n';
    expect(await changesOf(channels, channels, [settings(7), settings(9)])).toEqual([
      'a retention retention-changed: 7d -> 9d',
    ]);
  });

  it('are a change of each message that has the key of its channel', async () => {
    const catalog = (key: string) =>
      `channels:\n  c: { key: ${key} }\nevents:\n  A: { channel: c }\n  B: { channel: c, key: x }\n`;
    expect(await changesOf(catalog('x'), catalog('y'))).toEqual(['A key key-changed: x -> y']);
  });
});

describe('the key', () => {
  it('is the same one when its field has been renamed', async () => {
    const after = 'events:\n  A: { key: b, payload: { b: { type: uuid, renamedFrom: a } } }\n';
    expect(await changesOf('events:\n  A: { key: a, payload: { a: uuid } }\n', after)).toEqual([]);
  });
});

describe('messages that do not differ', () => {
  it('are never read again from their files, even where others around them do', async () => {
    const text = (days: number) =>
      `channels:\n  c: { retention: ${days}d }\nevents:\n  A: { channel: c, consumers: [s], payload: { id: uuid } }\n  B: { effect: unknown }\ncommands:\n  C: { success: A, failure: [B], retry: { attempts: 4 } }\n`;
    const [old, next] = [await catalogFromYaml(text(1)), await catalogFromYaml(text(2))];
    for (const { events } of [old, next]) {
      Object.defineProperty(Object.getPrototypeOf(events.get('A')), 'node', {
        get() {
          throw new Error('read again');
        },
      });
    }
    expect(() => old.commands.get('C')?.node).toThrow('read again');
    expect(allChanges(old, next).map(({ kind }) => kind)).toEqual(['retention-changed']);
  });
});

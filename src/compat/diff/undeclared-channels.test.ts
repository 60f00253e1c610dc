import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import type { Change } from '../change.js';
import { checks } from '../checks/index.js';
import { judgeContext } from '../judge-context.js';
import { diffTopology } from './topology-diff.js';

const SOLD = 'events:\n  Sold: { version: 1.0.0, channel: box.events, key: id, payload: { id: uuid } }\n';

function settings(defaults: string): string {
  return `catalog: test\ndefaults: { channel: { ${defaults} } }\n`;
}

async function compared(defaults: readonly [string, string], definitions: readonly [string, string] = [SOLD, SOLD]) {
  const old = await catalogFromYaml(definitions[0], settings(defaults[0]));
  const next = await catalogFromYaml(definitions[1], settings(defaults[1]));
  return { old, next, changes: diffTopology(old, next) };
}

describe('a channel that nobody declares', () => {
  it('has the defaults of the settings, and its places there', async () => {
    const before = 'broker: nats, partitions: 12, retention: 7d, retryDelays: [1m]';
    const after = 'broker: kafka, partitions: 24, retention: 1h, retryDelays: [1m, 5m]';
    const { old, next, changes } = await compared([before, after]);
    const textAt = (catalog: typeof old, span: Change['old']) =>
      span && `${span.file.replace(/.*\//, '')}: ${catalog.texts.get(span.file)?.slice(span.start, span.end)}`;
    const told = changes.map((change) =>
      [change.kind, change.owner.kind, change.owner.id, textAt(old, change.old), textAt(next, change.new)].join(' | '),
    );
    expect(told).toEqual([
      'broker-changed | channel | box.events | sagac.yaml: nats | sagac.yaml: kafka',
      'partitions-changed | channel | box.events | sagac.yaml: 12 | sagac.yaml: 24',
      'retention-changed | channel | box.events | sagac.yaml: 7d | sagac.yaml: 1h',
      'retry-delays-changed | channel | box.events | sagac.yaml: 1m | sagac.yaml: 1m',
    ]);
  });

  it('is judged as a declared one', async () => {
    const judged = async (declared: string) => {
      const { old, next, changes } = await compared(
        ['retention: 2d, partitions: 12, retryDelays: [6h]', 'retention: 1h, partitions: 24, retryDelays: [6h]'],
        [`${declared}${SOLD}`, `${declared}${SOLD}`],
      );
      const context = judgeContext(old, next, '2026-06-01');
      return changes.map((change) => checks.find(({ id }) => id === change.kind)?.judge(change, context));
    };
    const undeclared = await judged('');
    expect(undeclared).toHaveLength(2);
    expect(undeclared).toEqual(await judged('channels: { box.events: {} }\n'));
    expect(undeclared.map((rulings) => rulings?.every?.forward?.level)).toEqual(['risk', 'break']);
  });

  it('stands where a message names it when a default comes or goes', async () => {
    const { next, changes } = await compared(['broker: kafka', 'partitions: 3'], [SOLD, SOLD]);
    const [moved] = changes;
    expect(changes.map(({ kind }) => kind)).toEqual(['broker-changed', 'partitions-changed']);
    expect(next.texts.get(moved?.new?.file ?? '')?.slice(moved?.new?.start, moved?.new?.end)).toBe('box.events');
  });

  it('is compared with what is declared on the other side', async () => {
    const declared = `channels: { box.events: { broker: kafka } }\n${SOLD}`;
    const kinds = async (before: string, after: string) =>
      (await compared(['broker: nats', 'broker: nats'], [before, after])).changes.map(({ kind }) => kind);
    expect(await kinds(SOLD, declared)).toEqual(['channel-added', 'broker-changed']);
    expect(await kinds(declared, SOLD)).toEqual(['channel-removed', 'broker-changed']);
  });

  it('is not there where no message names it', async () => {
    const nothing = 'events:\n  Sold: { version: 1.0.0, payload: { id: uuid } }\n';
    expect((await compared(['broker: nats', 'broker: kafka'], [nothing, nothing])).changes).toEqual([]);
    expect((await compared(['broker: nats', 'broker: kafka'], [SOLD, nothing])).changes).toEqual([]);
  });
});

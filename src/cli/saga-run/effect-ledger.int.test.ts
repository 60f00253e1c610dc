import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../../host.js';
import { SagaError } from '../../runtime/index.js';
import { type Effect, openEffectLedger } from './effect-ledger.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const effect = (key: string): Effect => ({
  key,
  command: 'Pay',
  service: 'payment',
  outcome: 'Paid',
  data: { note: '寿司' },
});

describe('openEffectLedger', () => {
  it('remembers effects over processes', () => {
    const path = join(folder, 'effects.jsonl');
    const first = openEffectLedger(path);
    first.record(effect('a'));
    first.close();
    const second = openEffectLedger(path);
    expect(second.find('a')).toEqual(effect('a'));
    expect(second.find('b')).toBeUndefined();
    second.close();
  });

  it('forgets a line that was cut off, and goes on behind the whole ones', () => {
    const path = join(folder, 'effects.jsonl');
    const first = openEffectLedger(path);
    first.record(effect('a'));
    first.close();
    appendFileSync(path, '{"key":"b","comm');
    const second = openEffectLedger(path);
    second.record(effect('c'));
    second.close();
    expect(
      openEffectLedger(path)
        .all()
        .map((entry) => entry.key),
    ).toEqual(['a', 'c']);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  });

  it.each(['no JSON\n', '[]\n', 'null\n', '{"key":"a"}\n'])('refuses a file of something else: %j', (text) => {
    const path = join(folder, 'effects.jsonl');
    appendFileSync(path, text);
    expect(() => openEffectLedger(path)).toThrow(SagaError);
  });

  it('says what the disk said', () => {
    expect(() => openEffectLedger(folder)).toThrow(expect.objectContaining({ name: 'HostError', code: 'EISDIR' }));
    expect(() => openEffectLedger(join(folder, 'x'.repeat(5000)))).toThrow(HostError);
  });
});

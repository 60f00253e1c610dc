import { describe, expect, it } from 'vitest';
import { messageOf } from './contract/fixture.js';
import { encodeInTime } from './encode-in-time.js';
import { cloudEventsFormat } from './wire/cloud-events-format.js';
import type { WireFormat } from './wire/wire-format.js';

/** Waits for a registry that has fallen silent. */
const SILENT: WireFormat = { ...cloudEventsFormat(), encode: () => new Promise<never>(() => undefined) };
const LATE = /message 1 for orders could not be written within 50 ms: .*see whether the schema registry answers/;

describe('a message whose format asks somebody else', () => {
  it('is refused in words where nothing comes, and else given as it comes', async () => {
    await expect(encodeInTime(SILENT, messageOf('1'), 'orders', 50)).rejects.toThrow(LATE);
    const written = { body: new Uint8Array(), headers: {} };
    const slow: WireFormat = { ...SILENT, encode: async () => written };
    expect(await encodeInTime(slow, messageOf('1'), 'orders', 50)).toBe(written);
    expect(encodeInTime({ ...SILENT, encode: () => written }, messageOf('1'), 'orders', 50)).toBe(written);
  });
});

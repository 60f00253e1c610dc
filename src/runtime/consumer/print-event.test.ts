import { afterEach, describe, expect, it, vi } from 'vitest';
import { printEvent } from './print-event.js';

describe('an event of a consumer that nobody watches', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  function printed(kind: 'dead' | 'handled', reason: string): string {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    printEvent({
      kind,
      service: 'mail',
      channel: 'orders',
      type: 'OrderPlaced',
      messageId: 'm1\u001b[2J',
      handler: 'Mail',
      reason,
    });
    return write.mock.calls.map(([text]) => String(text)).join('');
  }

  it('is one line, whatever an error or a message has in it', () => {
    expect(printed('dead', 'Error: hot\r\nsagac: mail: all is well')).toBe(
      'sagac: mail (Mail): OrderPlaced m1 [2J of orders went to the dead letters: Error: hot sagac: mail: all is well\n',
    );
  });

  it('is not told where nothing is wrong', () => {
    expect(printed('handled', '')).toBe('');
  });
});

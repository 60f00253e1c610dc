import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFifo } from './fifo.js';

it('a queue gives back what it was given, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: undefined }), { maxLength: 500 }), (actions) => {
      const fifo = createFifo<number>();
      const model: number[] = [];
      for (const action of actions) {
        if (action === undefined) expect(fifo.shift()).toBe(model.shift());
        else {
          fifo.push(action);
          model.push(action);
        }
        expect(fifo.size()).toBe(model.length);
      }
    }),
  );
});

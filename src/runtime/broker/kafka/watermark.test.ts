import { describe, expect, it } from 'vitest';
import { createRandom } from '../../testing/random.js';
import { Watermark } from './watermark.js';

describe('the watermark of a partition', () => {
  it('stays before what is not done with, whatever is done behind it', () => {
    const watermark = new Watermark(10);
    for (const offset of [10, 11, 12]) watermark.give(offset);
    watermark.done(12);
    watermark.done(11);
    expect(watermark.level).toBe(10);
    expect(watermark.span).toBe(3);
    watermark.done(10);
    expect(watermark.level).toBe(13);
    expect(watermark.span).toBe(0);
  });

  it('passes numbers that have no message', () => {
    const watermark = new Watermark(0);
    watermark.give(0);
    watermark.give(5);
    watermark.reach(9);
    watermark.done(0);
    expect(watermark.level).toBe(5);
    watermark.done(5);
    expect(watermark.level).toBe(9);
  });

  it('is what counting would say, for any order', () => {
    const random = createRandom(Number(process.env['SAGAC_SEED'] ?? 7));
    const watermark = new Watermark(0);
    const open: number[] = [];
    const wrong: number[] = [];
    let next = 0;
    for (let step = 0; step < 20_000; step += 1) {
      if (open.length < 50 && random.chance(0.5)) {
        next += random.chance(0.2) ? 3 : 0;
        watermark.give(next);
        open.push(next);
        next += 1;
      } else if (open.length > 0) {
        const [offset = 0] = open.splice(random.between(0, open.length - 1), 1);
        watermark.done(offset);
      }
      if (watermark.level !== (open.length === 0 ? next : Math.min(...open))) wrong.push(step);
    }
    expect(wrong).toEqual([]);
  });
});

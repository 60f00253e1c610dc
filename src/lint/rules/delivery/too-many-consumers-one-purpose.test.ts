import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { tooManyConsumersOnePurpose } from './too-many-consumers-one-purpose.js';

const services = `services: { p: { domain: sales }, a: { domain: x }, b: { domain: x }, c: { domain: x }, d: { domain: x }, e: {}, f: { domain: y } }
`;
const read = (consumers: string, producer = 'p') =>
  `${services}events: { E: { producer: ${producer}, consumers: [${consumers}] } }\n`;

describe('too-many-consumers-one-purpose', () => {
  it('finds four services of a domain on one event', async () => {
    expect(await findingsOf(tooManyConsumersOnePurpose, read('d, c, b, a'))).toEqual([
      'E: `E` is read by 4 services of the domain `x`: `a`, `b`, `c` and `d`.',
    ]);
  });

  it('accepts three, others besides them, and the same one in several roles', async () => {
    expect(await findingsOf(tooManyConsumersOnePurpose, read('a, b, c, e, f, p'))).toEqual([]);
    const flow = 'flows: { F: { reactions: [{ on: E, by: a }, { on: E, by: b }] } }\n';
    expect(await findingsOf(tooManyConsumersOnePurpose, read('a, b, c') + flow)).toEqual([]);
  });

  it('accepts any number within the domain of the event', async () => {
    expect(await findingsOf(tooManyConsumersOnePurpose, read('a, b, c, d', 'a'))).toEqual([]);
  });

  it('goes by its option', async () => {
    const settings = 'catalog: t\nlint: { rules: { too-many-consumers-one-purpose: { max: 1 } } }\n';
    expect(await findingsOf(tooManyConsumersOnePurpose, read('a, b, f'), settings)).toEqual([
      'E: `E` is read by 2 services of the domain `x`: `a` and `b`.',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { readYaml } from '../../testing/catalog-from-yaml.js';
import type { ProcessReport } from '../report.js';
import { simulateCatalog } from '../simulate.js';
import { messagesOf, simulateFlows, TEST_BOUNDS, traceLines } from './testing/simulate-flows.js';

const LEND = `services:
  desk: { store: postgres, outbox: true, inbox: true }
  shelf: { store: postgres, outbox: true, inbox: true }
  fees: { store: postgres, outbox: true, inbox: true }
  mail: { store: postgres, outbox: true, inbox: true }
events:
  BookAsked: { producer: desk, consumers: [shelf], channel: c, payload: { loanId: uuid, days: int } }
  BookFetched: { producer: shelf, consumers: [fees], channel: c, payload: { loanId: uuid } }
  BookMissing: { producer: shelf, consumers: [mail], failureOf: BookFetched, channel: c, payload: { loanId: uuid } }
  FeePaid: { producer: fees, consumers: [mail], channel: c, payload: { loanId: uuid } }
  FeeRefused: { producer: fees, consumers: [shelf], failureOf: FeePaid, channel: c, payload: { loanId: uuid } }
  Told: { producer: mail, consumers: [desk], channel: c, cannotFail: Letters go., payload: { loanId: uuid } }
  LetterSent: { producer: mail, consumers: [desk], channel: c, payload: { loanId: uuid } }
channels: { c: { key: loanId, deadLetter: { channel: dead, owner: team } }, dead: {} }
flows:
  Lend:
    correlation: loanId
    reactions:
      - { on: BookAsked, by: shelf, emits: BookFetched, fails: [BookMissing] }
      - { on: BookFetched, by: fees, emits: FeePaid, fails: [FeeRefused] }
`;
const TELL = '      - { on: [FeePaid, BookMissing], by: mail, emits: Told }\n';

async function lend(reactions: string, statements: string): Promise<ProcessReport> {
  const [report] = await simulateFlows(`${LEND}${reactions}    ${statements}\n`);
  if (report === undefined) throw new Error('no flow');
  return report;
}

describe('what a flow says of its runs', () => {
  it('is broken by `never` in the shortest run, with its reason', async () => {
    const report = await lend(TELL, 'never: { that: FeePaid, because: Books are free. }');
    expect(messagesOf(report)).toEqual(['`never: FeePaid` does not hold. Books are free.']);
    expect(report.violations[0]).toMatchObject({ id: 'own-invariant', severity: 'error', trace: { faults: 0 } });
    expect(traceLines(report.violations[0]?.trace)).toEqual([
      'desk -> shelf: BookAsked',
      'shelf -> fees: BookFetched',
      'fees -> mail: FeePaid',
      'never: FeePaid does not hold. Books are free.',
    ]);
  });

  it('is broken by `always` in between', async () => {
    expect(messagesOf(await lend(TELL, 'always: not BookFetched or FeePaid'))).toEqual([
      '`always: not BookFetched or FeePaid` does not hold.',
    ]);
    expect(messagesOf(await lend(TELL, 'always: BookFetched or not FeePaid'))).toEqual([]);
  });

  it('is broken by `finally` only where a run can end', async () => {
    expect(messagesOf(await lend(TELL, 'finally: Told'))).toEqual(['`finally: Told` does not hold.']);
    expect(messagesOf(await lend(TELL, 'finally: Told or FeeRefused'))).toEqual([]);
    expect(messagesOf(await lend(TELL, 'finally: has(seen.Told) or FeeRefused'))).toEqual([]);
  });

  it('is not asked for the end where a service could not do its work and nobody acted on it', async () => {
    const letter = '      - { on: [FeePaid, BookMissing, FeeRefused], by: mail, emits: LetterSent }\n';
    expect(messagesOf(await lend(letter, 'finally: LetterSent'))).toEqual([]);
  });

  it('is named in a note where it reads data', async () => {
    const report = await lend(TELL, 'never: BookAsked.days > 5');
    expect(messagesOf(report)).toEqual([]);
    expect(report.notes).toEqual([
      'Whether `never: BookAsked.days > 5` holds was not judged: it depends on data, and a flow is simulated without any.',
    ]);
  });

  it('stops the simulation of the flow where it cannot be understood', async () => {
    const { catalog } = await readYaml(`${LEND}${TELL}    never: [FeePaid and Nonsense, FeePaid]\n`);
    const { value, diagnostics } = simulateCatalog(catalog, { bounds: TEST_BOUNDS });
    expect(diagnostics.map(({ code }) => code)).toEqual(['invalid-statement']);
    expect(value.processes).toEqual([]);
  });
});

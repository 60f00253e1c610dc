import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { findingsOf } from '../rule-tester.js';
import { missingFailureEvent } from '../rules/failures/missing-failure-event.js';
import { unhandledFailureEvent } from '../rules/failures/unhandled-failure-event.js';
import { commandImperative } from '../rules/naming/command-imperative.js';
import { consistentVocabulary } from '../rules/naming/consistent-vocabulary.js';
import { eventPastTense } from '../rules/naming/event-past-tense.js';
import { noTechnicalEvent } from '../rules/naming/no-technical-event.js';
import { noSecrets } from '../rules/payload/no-secrets.js';
import { lexiconOf } from './lexicon-of.js';

const JUDGES = [
  missingFailureEvent,
  unhandledFailureEvent,
  commandImperative,
  consistentVocabulary,
  noTechnicalEvent,
  noSecrets,
];

const settings = (lexicon: string) => `catalog: test\nlint: { lexicon: ${lexicon} }\n`;
const event = (name: string, body = '{}') => `events:\n  ${name}: ${body}\n`;

async function lexicon(text: string) {
  return lexiconOf(await catalogFromYaml('events: {}\n', settings(text)));
}

describe('words in `lint.lexicon`', () => {
  it('`fallible` asks for a failure event', async () => {
    const yaml = event('GuestPampered');
    expect(await findingsOf(missingFailureEvent, yaml)).toEqual([]);
    expect(await findingsOf(missingFailureEvent, yaml, settings('{ fallible: [pampered] }'))).toEqual([
      'GuestPampered: `GuestPampered` could have gone otherwise, and no event says so.',
    ]);
  });

  it('`fallible` knows the verb behind a participle, and so the failure that goes with it', async () => {
    const yaml = `${event('YarnRespun')}  YarnRespinFailed: { failureOf: YarnRespun }\n`;
    expect(await findingsOf(missingFailureEvent, yaml, settings('{ fallible: [respun] }'))).toEqual([]);
    expect((await lexicon('{ fallible: [respun] }')).eventTense('YarnRespun').kind).toBe('past');
    expect((await lexicon('{}')).eventTense('YarnRespun').kind).toBe('noun');
  });

  it('`fallible` and `certain` take phrases', async () => {
    const { fallibilityOf } = await lexicon('{ fallible: [waved-off], certain: ["picked up"] }');
    expect(fallibilityOf('FlightWavedOff')).toBe('fallible');
    expect(fallibilityOf('ParcelPickedUp')).toBe('fact');
    expect((await lexicon('{}')).fallibilityOf('ParcelPickedUp')).toBe('fallible');
  });

  it('`certain` asks for none', async () => {
    const yaml = event('SeatReserved');
    expect((await findingsOf(missingFailureEvent, yaml)).length).toBe(1);
    expect(await findingsOf(missingFailureEvent, yaml, settings('{ certain: [reserved] }'))).toEqual([]);
  });

  it('`certain` makes an ordinary deed of what is a failure elsewhere', async () => {
    expect((await lexicon('{}')).findFailure('MortarPostponed')).toBeDefined();
    expect((await lexicon('{ certain: [postponed] }')).findFailure('MortarPostponed')).toBeUndefined();
    expect((await lexicon('{ fallible: [tokenized] }')).fallibilityOf('CardNotTokenized')).toBe('failure');
  });

  it('`failures` makes bad news of a word or a phrase', async () => {
    const words = settings('{ failures: [scratched, went sideways] }');
    const yaml = event('HorseScratched', '{ producer: stable }');
    expect(await findingsOf(unhandledFailureEvent, yaml)).toEqual([]);
    expect((await findingsOf(unhandledFailureEvent, yaml, words)).length).toBe(1);
    const { findFailure } = await lexicon('{ failures: [went sideways] }');
    expect(findFailure('RaceWentSideways')).toEqual({ kinds: ['failed'], subject: ['race'] });
  });

  it('`failures` makes the counterpart of a success', async () => {
    const yaml = `${event('HorseEntryConfirmed')}  HorseEntryScratched: {}\n`;
    expect((await findingsOf(missingFailureEvent, yaml)).length).toBe(1);
    expect(await findingsOf(missingFailureEvent, yaml, settings('{ failures: [scratched] }'))).toEqual([]);
  });

  it('`verbs` makes a command of a name', async () => {
    const yaml = event('FlumoxOrder');
    expect(await findingsOf(eventPastTense, yaml)).toEqual([
      'FlumoxOrder: The event `FlumoxOrder` is named after a thing, not after what happened to it.',
    ]);
    expect(await findingsOf(eventPastTense, yaml, settings('{ verbs: [flumox] }'))).toEqual([
      'FlumoxOrder: The event `FlumoxOrder` is named like a command.',
    ]);
  });

  it('`secrets` makes a secret of a field, also of a number', async () => {
    const yaml = event('SafeOpened', '{ payload: { safeId: uuid, vaultKey: string, lockPattern: int } }');
    expect(await findingsOf(noSecrets, yaml)).toEqual([]);
    expect(await findingsOf(noSecrets, yaml, settings('{ secrets: [vault key, lock-pattern] }'))).toEqual([
      'vaultKey: `vaultKey` of `SafeOpened` is a secret (vault key), and every reader and store of the event gets it.',
      'lockPattern: `lockPattern` of `SafeOpened` is a secret (lock pattern), and every reader and store of the event gets it.',
    ]);
  });
});

describe('the example of docs/language.md', () => {
  const page = readFileSync(new URL('../../../docs/language.md', import.meta.url), 'utf8');
  const block = /### Lexicon[\s\S]*?```yaml settings\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const example = `catalog: docs\n${block}`;

  it.each<[id: string, yaml: string, before: number, after: number]>([
    ['missing-failure-event', event('TruckSlotted'), 0, 1],
    ['missing-failure-event', event('TruckSlotted', '{}\n  TruckSlottingFailed: {}'), 0, 0],
    ['missing-failure-event', event('PlaneWavedOff'), 0, 1],
    ['missing-failure-event', event('AccountEscheated'), 1, 0],
    ['unhandled-failure-event', event('HorseScratched', '{ producer: stable }'), 0, 1],
    ['unhandled-failure-event', event('RaceWentSideways', '{ producer: stable }'), 0, 1],
    ['command-imperative', 'commands:\n  PalletCrossdocked: {}\n', 0, 1],
    ['no-secrets', event('SafeOpened', '{ payload: { vaultKey: string } }'), 0, 1],
    ['no-technical-event', event('ShardSplit'), 0, 1],
    ['consistent-vocabulary', event('BuyerArrived'), 0, 1],
  ])('changes what %s says of %s', async (id, yaml, before, after) => {
    const [rule] = JUDGES.filter((one) => one.id === id);
    if (!rule) throw new Error(id);
    expect(await findingsOf(rule, yaml)).toHaveLength(before);
    expect(await findingsOf(rule, yaml, example)).toHaveLength(after);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entryTypes } from '../testing/entry-types.js';
import { type JournalScenario, journalScenarios } from '../testing/journal-scenarios.js';
import { decide } from './decide.js';
import type { SagaDefinition } from './definition.js';
import { evolve } from './evolve.js';
import type { SagaInput } from './input.js';
import type { JournalEntry } from './journal.js';
import { planSaga } from './plan.js';
import type { SagaState } from './state.js';

/** A journal as some version has written it, and what it has made of further inputs. */
interface RecordedJournal {
  readonly definition: SagaDefinition;
  readonly journal: readonly JournalEntry[];
  readonly state: SagaState;
  readonly further: {
    readonly inputs: readonly SagaInput[];
    readonly journal: readonly JournalEntry[];
    readonly state: SagaState;
  };
}

const folder = new URL('../../../fixtures/journals/', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

// RECORD=true adds the journals of this version; what a version has written is never changed.
if (process.env.RECORD === 'true') {
  mkdirSync(new URL(`${version}/`, folder), { recursive: true });
  for (const scenario of journalScenarios) {
    const file = new URL(`${version}/${scenario.name}.json`, folder);
    if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(recordJournal(scenario), null, 2)}\n`);
  }
}

function recordJournal({ definition, begin, goOn }: JournalScenario): RecordedJournal {
  const driver = begin();
  const [entries, inputs, state] = [driver.journal.length, driver.inputs.length, driver.state()];
  goOn(driver);
  const further = {
    inputs: driver.inputs.slice(inputs),
    journal: driver.journal.slice(entries),
    state: driver.state(),
  };
  return { definition, journal: driver.journal.slice(0, entries), state, further };
}

const recorded = readdirSync(folder).flatMap((of) =>
  readdirSync(new URL(`${of}/`, folder)).map((file) => ({ of, file, url: new URL(`${of}/${file}`, folder) })),
);

describe.each(recorded)('the journal $file of version $of', ({ url }) => {
  const { definition, journal, state, further } = JSON.parse(readFileSync(url, 'utf8')) as RecordedJournal;
  const plan = planSaga(definition);

  it('belongs to the same definition still', () => {
    expect(plan.hash).toBe(state.definition);
    expect(journal[0]).toMatchObject({ type: 'saga-started', format: 1, definition: plan.hash });
  });

  it('tells the same state', () => {
    expect(journal.reduce<SagaState | undefined>(evolve, undefined)).toStrictEqual(state);
  });

  it('goes on in the same way', () => {
    let now = state;
    const entries = further.inputs.flatMap((input) => {
      const decision = decide(plan, now, input);
      now = decision.state;
      return decision.entries;
    });
    expect(entries).toStrictEqual(further.journal);
    expect(now).toStrictEqual(further.state);
  });
});

describe('recorded journals', () => {
  it('show every scenario', () => {
    const names = new Set(recorded.map(({ file }) => file.replace(/\.json$/, '')));
    expect(journalScenarios.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  it('show every kind of entry', () => {
    const types = recorded.flatMap(({ url }) => {
      const { journal, further } = JSON.parse(readFileSync(url, 'utf8')) as RecordedJournal;
      return [...journal, ...further.journal].map(({ type }) => type);
    });
    expect([...new Set(types)].sort()).toEqual(entryTypes);
  });
});

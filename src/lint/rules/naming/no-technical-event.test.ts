import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { noTechnicalEvent as rule } from './no-technical-event.js';

const yamlOf = (names: readonly string[]) => `events:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const found = async (...names: string[]) => (await findingsOf(rule, yamlOf(names))).map((line) => line.split(':')[0]);

describe('no-technical-event', () => {
  it('says which words are technical', async () => {
    expect(await findingsOf(rule, yamlOf(['RowInserted', 'OrdersTableUpdated', 'OrderPersisted']))).toEqual([
      'RowInserted: The event `RowInserted` tells of technology (row inserted), not of what happened in the business.',
      'OrdersTableUpdated: The event `OrdersTableUpdated` tells of technology (table updated), not of what happened in the business.',
      'OrderPersisted: The event `OrderPersisted` tells of technology (persisted), not of what happened in the business.',
    ]);
    const names = ['CacheInvalidated', 'RecordInserted', 'PriceUpserted', 'EntityPersisted', 'KafkaMessageConsumed'];
    expect((await found(...names)).sort()).toEqual(names.sort());
  });

  it('leaves things of a business alone that machines have too', async () => {
    expect(
      await found('TableReserved', 'TableUpdated', 'DiningTableUpdated', 'MedicalRecordUpdated', 'RecordBroken'),
    ).toEqual([]);
    expect(
      await found('CardInserted', 'LegalEntityRegistered', 'DocumentUploaded', 'TicketQueued', 'BatchReleased'),
    ).toEqual([]);
    expect(await found('RowHarvested', 'CsvImported', 'SymptomsPersisted', 'CallEnqueued', 'DraftAutosaved')).toEqual(
      [],
    );
    expect(await found('RentIndexed', 'ContainerLoaded', 'ApiKeyRevoked', 'CallbackRequested', 'ThreadOpened')).toEqual(
      [],
    );
  });

  it('leaves alone what the business has ids of', async () => {
    const yaml = (field: string) => `events:\n  DatabaseProvisioned: { payload: { ${field}: uuid } }\n`;
    expect(await findingsOf(rule, yaml('databaseId'))).toEqual([]);
    expect((await findingsOf(rule, yaml('tenantId'))).length).toBe(1);
    expect((await findingsOf(rule, 'events:\n  RowInserted: { payload: { rowId: uuid } }\n')).length).toBe(1);
  });

  it('takes names from `allow` and words from the lexicon', async () => {
    const yaml = yamlOf(['CacheEvicted', 'ShardSplit', 'DeadLetterParked']);
    const rules = 'rules: { no-technical-event: { allow: [CacheEvicted] } }';
    expect(await findingsOf(rule, yaml, `catalog: test\nlint: { ${rules} }\n`)).toEqual([]);
    const words = 'lexicon: { technical: [shard, dead letter] }';
    expect(await findingsOf(rule, yaml, `catalog: test\nlint: { ${rules}, ${words} }\n`)).toEqual([
      'ShardSplit: The event `ShardSplit` tells of technology (shard), not of what happened in the business.',
      'DeadLetterParked: The event `DeadLetterParked` tells of technology (dead letter), not of what happened in the business.',
    ]);
  });

  it('leaves older majors, commands, and what is deprecated or foreign alone', async () => {
    const foreign = 'services: { vault: { external: true } }\nevents:\n  RowInserted: { producer: vault }\n';
    expect(await findingsOf(rule, foreign)).toEqual([]);
    expect(await findingsOf(rule, 'events:\n  RowInserted: { deprecated: { since: "1" } }\n')).toEqual([]);
    expect(await findingsOf(rule, 'events:\n  "RowInserted@1": {}\ncommands:\n  FlushCache: {}\n')).toEqual([]);
  });
});

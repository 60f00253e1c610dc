import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { noCrudEvent as rule } from './no-crud-event.js';

const yamlOf = (names: readonly string[]) => `events:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const found = async (...names: string[]) => (await findingsOf(rule, yamlOf(names))).map((line) => line.split(':')[0]);

describe('no-crud-event', () => {
  it('finds entities that only changed', async () => {
    expect(await findingsOf(rule, yamlOf(['OrderUpdated', 'CustomerDetailsChanged']))).toEqual([
      'OrderUpdated: The event `OrderUpdated` says that something about the order changed, not what happened.',
      'CustomerDetailsChanged: The event `CustomerDetailsChanged` says that something about the customer changed, not what happened.',
    ]);
    const names = [
      'ProductSaved',
      'BookingModified',
      'ClaimAltered',
      'OrderChangedByCustomer',
      'OrderCreatedOrUpdated',
    ];
    expect((await found(...names)).sort()).toEqual(names.sort());
  });

  it('leaves alone what names the attribute, or says more behind the verb', async () => {
    expect(
      await found('AddressChanged', 'PriceUpdated', 'CustomerEmailChanged', 'OrderStatusChanged', 'FlightGateChanged'),
    ).toEqual([]);
    expect(
      await found(
        'PlanChangedToPremium',
        'OrderUpdatedAfterRecall',
        'CustomerChangedAddress',
        'FirmwareUpdated',
        'OperatorChanged',
        'OperatorAssigned',
      ),
    ).toEqual([]);
  });

  it('leaves creation, deletion and what people do to their own texts alone', async () => {
    expect(await found('OrderCreated', 'UserDeleted', 'CommentEdited', 'RecipeSaved', 'DraftSaved')).toEqual([]);
  });

  it('leaves what is deprecated, or named by others, alone', async () => {
    expect(await findingsOf(rule, 'events:\n  OrderUpdated: { deprecated: { since: "1" } }\n')).toEqual([]);
    const foreign = 'services: { crm: { external: true } }\nevents:\n  CustomerUpdated: { producer: crm }\n';
    expect(await findingsOf(rule, foreign)).toEqual([]);
  });

  it('leaves failures, noun phrases and older majors alone', async () => {
    expect(await found('ProfileUpdateFailed', 'OrderUpdateRejected', '"OrderUpdated@1"', 'PolicyChange')).toEqual([]);
  });

  it('knows an entity by its id in the payload, or by what else happens to it', async () => {
    const yaml = (fields: string) => `events:\n  VineyardUpdated: { payload: { ${fields} } }\n`;
    expect((await findingsOf(rule, yaml('vineyardId: uuid'))).length).toBe(1);
    expect((await findingsOf(rule, yaml('vineyard_id: uuid'))).length).toBe(1);
    expect(await findingsOf(rule, yaml('ownerId: uuid'))).toEqual([]);
    expect(await found('VineyardUpdated', 'VineyardPlanted')).toEqual(['VineyardUpdated']);
    expect(await found('TableChanged', 'TableReserved')).toEqual([]);
    expect(await found('VineyardUpdated', 'VineyardUpdatedAgain', 'VineyardUpdateFailed')).toEqual([]);
  });

  it('leaves attributes alone even where they have ids', async () => {
    const yaml = 'events:\n  AddressChanged: { payload: { addressId: uuid } }\n  AddressAdded: {}\n';
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('leaves to no-technical-event what is technical', async () => {
    expect(await found('OrderRowUpdated', 'OrdersTableUpdated', 'CustomerUpserted')).toEqual([]);
  });
});

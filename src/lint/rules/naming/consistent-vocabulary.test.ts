import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { consistentVocabulary as rule } from './consistent-vocabulary.js';

const yamlOf = (names: readonly string[]) => `events:\n${names.map((name) => `  ${name}\n`).join('')}`;
const found = (events: readonly string[], lint?: string) =>
  findingsOf(rule, yamlOf(events), lint && `catalog: test\nlint: { ${lint} }\n`);

const event = (name: string, fields = '') => `${name}: { payload: { ${fields} } }`;

describe('consistent-vocabulary', () => {
  it('reports the rarer word, once for each definition', async () => {
    const events = [
      event('CustomerArrived', 'customerId: uuid'),
      event('VisitPaid', 'customerId: uuid'),
      event('ClientLeft', 'clientId: uuid, clientName: string'),
      event('VisitPlanned', 'clientIds: list<uuid>'),
    ];
    expect(await found(events)).toEqual([
      'ClientLeft: `ClientLeft` says `client` where 2 definitions say `customer`.',
      'clientIds: `clientIds` of `VisitPlanned` says `client` where 2 definitions say `customer`.',
    ]);
  });

  it('compares types and commands too', async () => {
    const yaml = `types: { Client: { fields: { name: string } } }
events: { CustomerArrived: {} }
commands: { GreetCustomer: {} }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'Client: `Client` says `client` where 2 definitions say `customer`.',
    ]);
  });

  it('takes words that stand together for two concepts', async () => {
    expect(await found([event('CustomerArrived', 'clientName: string'), event('ClientLeft')])).toEqual([]);
    expect(await found([event('UserLeft', 'customerId: uuid'), event('CustomerArrived')])).toEqual([]);
  });

  it('takes no program for a customer', async () => {
    expect(await found([event('CustomerArrived', 'clientId: uuid'), event('VisitPaid', 'clientId: uuid')])).toEqual([]);
    expect(
      await found([event('CustomerArrived'), event('TokenIssued', 'clientId: uuid, clientSecret: string')]),
    ).toEqual([]);
    expect(await found([event('CustomerArrived'), event('ApiClientRegistered'), event('MobileClientUpdated')])).toEqual(
      [],
    );
  });

  it('finds two spellings, also in one message', async () => {
    expect(await found([event('OrderCancelled'), event('TripCancelled'), event('RideCanceled')])).toEqual([
      'RideCanceled: `RideCanceled` says `canceled` where 2 definitions say `cancelled`.',
    ]);
    expect(await found([event('OrderCancelled', 'canceledAt: timestamp')])).toEqual([
      'canceledAt: `canceledAt` of `OrderCancelled` says `canceled` where 1 definition says `cancelled`.',
    ]);
    expect(await found([event('CardAuthorised'), event('RefundAuthorized')])).toHaveLength(1);
    expect(await found([event('CentreOpened'), event('CenterClosed')])).toHaveLength(1);
  });

  it('leaves words alone that are no spellings of each other', async () => {
    expect(await found([event('ChequePaid'), event('CheckPassed')])).toEqual([]);
    expect(await found([event('LicenceGranted'), event('VehicleLicensed'), event('LicenseAsked')])).toEqual([]);
    expect(await found([event('OrderCanceled'), event('CancellationConfirmed'), event('PriceRaised')])).toEqual([]);
  });

  it('finds short forms and phrases', async () => {
    expect(await found([event('PartPicked', 'quantity: int'), event('PartSold', 'qty: int, orderQty: int')])).toEqual([
      'qty: `qty` of `PartSold` says `qty` where 1 definition says `quantity`.',
    ]);
    expect(await found([event('AnimalBorn', 'dateOfBirth: date'), event('AnimalSold', 'birthDate: date')])).toEqual([
      'dateOfBirth: `dateOfBirth` of `AnimalBorn` says `date of birth` where 1 definition says `birth date`.',
    ]);
  });

  it('goes by the synonyms of the settings, whatever is used more', async () => {
    const events = [event('BuyerArrived'), event('ClientLeft', 'customerId: uuid')];
    const lexicon = 'lexicon: { synonyms: [[client, customer, buyer]] }';
    expect(await found(events, lexicon)).toEqual([
      'BuyerArrived: `BuyerArrived` says `buyer`; the word here is `client`.',
      'customerId: `customerId` of `ClientLeft` says `customer`; the word here is `client`.',
    ]);
    expect(await found(events)).toEqual([]);
  });

  it('leaves words alone that `allow` lists', async () => {
    const events = [event('CustomerArrived'), event('ClientLeft')];
    expect(await found(events)).toHaveLength(1);
    expect(await found(events, 'rules: { consistent-vocabulary: { allow: [client] } }')).toEqual([]);
  });

  it('leaves what is on its way out and payloads of schemas alone', async () => {
    const schema = '{ schema: { type: object, properties: { clientName: { type: string } } } }';
    const events = [event('CustomerArrived'), '"ClientLeft@1": {}', 'ClientGone: { deprecated: { since: "1" } }'];
    expect(await found([...events, `VisitPaid: { payload: ${schema} }`, 'CustomerLeft: {}'])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { versionInName as rule } from './version-in-name.js';

const events = (...names: readonly string[]) => `events:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;

describe('version-in-name', () => {
  it.each([
    ['OrderPlacedV2', 'V2', 'OrderPlaced'],
    ['order_placed_v2', 'v2', 'order_placed'],
    ['OrderPlaced_V1_2', 'V1_2', 'OrderPlaced'],
    ['OrderPlacedVersion2', 'Version2', 'OrderPlaced'],
    ['OrderPlacedV2Event', 'V2', 'OrderPlacedEvent'],
    ['V2OrderPlaced', 'V2', 'OrderPlaced'],
  ])('finds the version in %s', async (name, version, rest) => {
    const { findings } = await runRule(rule, events(name));
    expect(findings.map(({ message }) => message)).toEqual([
      `The event \`${name}\` has a version in its name: \`${version}\`.`,
    ]);
    expect(findings[0]?.help).toBe(
      `Call it \`${rest}\` and raise its \`version\`; if the broker needs the old name, keep that as \`wire\`.`,
    );
  });

  it.each([
    'Ipv4Assigned',
    'IPv6AddressLeased',
    'Web3WalletLinked',
    'Level2Approved',
    'Oauth2TokenIssued',
    'V8EngineInstalled',
    'VehicleV60Sold',
    'Covid19TestTaken',
    'Iso20022MessageReceived',
    'NewVersionPublished',
    'TvLicenceIssued',
    'OrderV2Placed',
    'OrderPlaced2',
    'Http2Enabled',
    'V2',
  ])('takes %s for a name', async (name) => {
    expect(await findingsOf(rule, events(name))).toEqual([]);
  });

  it('believes a doubtful one where the name without it is there', async () => {
    expect(await findingsOf(rule, events('OrderPlaced', 'OrderPlaced2', 'OrderV3Placed'))).toEqual([
      'OrderPlaced2: The event `OrderPlaced2` has a version in its name: `2`.',
      'OrderV3Placed: The event `OrderV3Placed` has a version in its name: `V3`.',
    ]);
  });

  it('judges commands and types', async () => {
    expect(
      await findingsOf(rule, 'commands:\n  ShipParcelV2: {}\ntypes:\n  AddressV2: { fields: { city: string } }\n'),
    ).toEqual([
      'ShipParcelV2: The command `ShipParcelV2` has a version in its name: `V2`.',
      'AddressV2: The type `AddressV2` has a version in its name: `V2`.',
    ]);
  });

  it('lets types be told apart that only an older major uses', async () => {
    const types = 'types:\n  AddressV1: { fields: { line: string } }\n  Address: { fields: { city: string } }\n';
    const old = 'events:\n  Moved@1: { payload: { to: AddressV1 } }\n  Moved: { payload: { to: Address } }\n';
    expect(await findingsOf(rule, types + old)).toEqual([]);
    expect(await findingsOf(rule, types + old.replace('to: Address }', 'to: Address, from: AddressV1 }'))).toHaveLength(
      1,
    );
  });

  it('knows older majors, wire names and what is allowed', async () => {
    expect(await findingsOf(rule, 'events:\n  PaidV2@1: {}\n  Paid: { wire: com.acme.paid.v2 }\n')).toEqual([]);
    const settings = 'catalog: test\nlint: { rules: { version-in-name: { allow: [EngineV8] } } }\n';
    expect(await findingsOf(rule, 'types:\n  EngineV8: { enum: [a] }\n', settings)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { piiUnmarked as rule } from './pii-unmarked.js';

const TYPES = `types:
  Passenger: { fields: { name: string, seat: string } }
  Product: { fields: { name: string, displayName: string } }
  Address: { fields: { name: string, line1: string, city: string, postcode: string, country: string } }
  StoreAddress: { fields: { street: string, name: string } }
  Company: { fields: { name: string, email: email, phone: string } }
  Contact: { oneOf: { person: Passenger, company: Company }, discriminator: kind }
  Iban: { type: string, maxLength: 34 }
  Secretive: { type: string, pii: true }
  Text: { type: string, maxLength: 80 }
`;
const found = async (payload: string, settings?: string) =>
  (await findingsOf(rule, `${TYPES}events:\n  Sent: { payload: ${payload} }\n`, settings)).map(
    (text) => text.split(':')[0] ?? '',
  );

describe('pii-unmarked', () => {
  it.each([
    [
      '{ email: email, billing_email: string, emails: list<email>, eMail: string? }',
      'email billing_email emails eMail',
    ],
    ['{ phone: string, mobileNumber: long, customerPhone: Text }', 'phone mobileNumber customerPhone'],
    ['{ birthDate: date, dateOfBirth: string, dob: timestamp }', 'birthDate dateOfBirth dob'],
    [
      '{ firstName: string, surname: string, customerName: string, guestDisplayName: string }',
      'firstName surname customerName guestDisplayName',
    ],
    ['{ street: string, shippingAddress: string, houseNumber: string }', 'street shippingAddress houseNumber'],
    [
      '{ ssn: int, passportNumber: string, clientIp: string, ipAddress: string }',
      'ssn passportNumber clientIp ipAddress',
    ],
    ['{ from: Iban, to: Iban }', 'Iban'],
    ['{ by: list<Passenger> }', 'name'],
    ['{ by: Contact }', 'name'],
    ['{ shipTo: Address }', 'line1 name'],
    ['{ gender: enum(f|m|x), storeOwnerEmail: email }', 'gender storeOwnerEmail'],
  ])('finds %s', async (payload, names) => {
    expect((await found(payload)).sort()).toEqual(names.split(' ').sort());
  });

  it.each([
    ['{ email: { type: email, pii: true }, iban: Secretive, phones: list<Secretive> }'],
    [
      '{ productName: string, fileName: string, name: string, displayName: string, eventName: string, hostName: string }',
    ],
    ['{ supportEmail: email, serviceEmail: email, companyPhone: string, storeAddress: string, hostIp: string }'],
    ['{ emailHash: string, maskedPhone: string, emailVerified: boolean, phoneVerifiedAt: timestamp, emailCount: int }'],
    ['{ product: Product, at: StoreAddress, by: Company }'],
    ['{ emailTemplate: string, addressId: uuid, passportId: uuid, phoneType: enum(home|work), streetlight: string }'],
    [
      '{ walletAddress: string, macAddress: string, memoryAddress: string, contractAddress: string, webAddress: string }',
    ],
    ['{ city: string, postcode: string, country: string, customerId: uuid, status: enum(a|b), number: string }'],
    ['{ clientName: string, ownerName: string, parentName: string, tenantName: string }'],
    ['{ skip: string, zip: string, shipment: string, tenantId: string, equip: string }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('goes by what the message is about', async () => {
    const yaml = `types:
  Peer: { fields: { address: string } }
events:
  CustomerRegistered: { payload: { name: string } }
  CustomerSegmentDefined: { payload: { name: string } }
  DeviceConnected: { payload: { address: string, peer: Peer } }
  PackageSent: { payload: { address: string, name: string } }
commands:
  CreateUser: { payload: { name: string } }
  CreateUserGroup: { payload: { name: string } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'name: `name` of `CustomerRegistered` is personal data (customer name), and it is not marked.',
      'address: `address` of `PackageSent` is personal data (address), and it is not marked.',
      'name: `name` of `CreateUser` is personal data (user name), and it is not marked.',
    ]);
  });

  it('takes words of the business and leaves out names that are allowed', async () => {
    const own = 'catalog: test\nlint: { lexicon: { pii: [badge number] } }\n';
    expect(await found('{ badgeNumber: string, badgeColour: string }', own)).toEqual(['badgeNumber']);
    const allow = 'catalog: test\nlint: { rules: { pii-unmarked: { severity: warning, allow: [email, Iban] } } }\n';
    expect(await found('{ email: email, iban: Iban, phone: string }', allow)).toEqual(['iban', 'phone']);
  });

  it('reports a shared type once, where it is written, and skips what only an old major has', async () => {
    const yaml = `types:
  Driver: { fields: { lastName: string } }
events:
  Hired: { payload: { driver: Driver } }
  Left: { payload: { driver: Driver } }
  Left@1: { payload: { driverName: string } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'lastName: `lastName` of `Driver` is personal data (last name), and it is not marked.',
    ]);
  });

  it('reports a payload once that has an alias', async () => {
    const yaml = 'events:\n  A: { payload: &same { email: email } }\n  B: { payload: *same }\n';
    expect(await findingsOf(rule, yaml)).toHaveLength(1);
  });

  it('gives no fix where the mark would only move the finding, nor in a foreign schema', async () => {
    const yaml = `channels:
  open: { public: true }
types:
  Person: { fields: { firstName: string } }
events:
  Joined: { channel: open, payload: { email: email, who: Person } }
  Left: { payload: { schema: { type: object, properties: { email: { type: string, format: email } } } } }
`;
    const { findings } = await runRule(rule, yaml);
    expect(findings.map(({ fix }) => fix?.title)).toEqual([undefined, undefined, undefined]);
  });

  it('keeps comments, quotes and spellings that are traps in braces', async () => {
    const yaml = `events:
  Sent:
    payload:
      emails: email[] # of everybody
      phone: "string?"
      iban:
        type: string # ISO 13616
        maxLength: 34
`;
    expect((await fixWith(rule, yaml)).text).toBe(`events:
  Sent:
    payload:
      emails: { type: "email[]", pii: true } # of everybody
      phone: { type: string?, pii: true }
      iban:
        type: string # ISO 13616
        maxLength: 34
        pii: true
`);
  });
});

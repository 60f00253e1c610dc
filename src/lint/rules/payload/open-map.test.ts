import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { openMap as rule } from './open-map.js';

const found = async (payload: string, settings?: string) =>
  (
    await findingsOf(rule, `types:\n  Bag: { type: map<string> }\nevents:\n  Sent: { payload: ${payload} }\n`, settings)
  ).map((text) => text.split('`')[1]);

describe('open-map', () => {
  it.each([
    [
      '{ metadata: map<string>, extraParams: "map<string>?", data: map<list<string>>, context: Bag }',
      ['metadata', 'extraParams', 'data', 'context'],
    ],
    [
      '{ details_json: string, xml: string, requestPayload: bytes, rawBody: string, json: list<string> }',
      ['details_json', 'xml', 'requestPayload', 'rawBody', 'json'],
    ],
  ])('finds %s', async (payload, names) => {
    expect(await found(payload)).toEqual(names);
  });

  it.each([
    ['{ translations: map<string>, urlBySize: map<uri>, tagsByLanguage: map<string>, labels: map<string> }'],
    ['{ attributes: map<int>, data: map<double>, body: string, message: string, details: string }'],
    ['{ jsonPath: string, payloadId: uuid, payloadSize: int, bodyText: string, data: bytes }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('leaves out names that are allowed', async () => {
    const allow = 'catalog: t\nlint: { rules: { open-map: { severity: warning, allow: [metadata] } } }\n';
    expect(await found('{ metadata: map<string>, params: map<string> }', allow)).toEqual(['params']);
  });
});

import { describe, expect, it } from 'vitest';
import { compare, report, spot } from '../compat/testing/schema-report.js';

describe('a version that is pinned inside a schema', () => {
  const event = (pin: string, rest = '') =>
    `{"type":"object","required":["version"],"additionalProperties":false,"properties":{\n"version":${pin}${rest}}}`;
  const pins = (from: string, to: string, rest: readonly [string, string] = ['', '']) => ({
    'old.json': event(from, rest[0]),
    'new.json': event(to, rest[1]),
  });

  it.each([
    ['{"const":"1.0.0"}', '{"const":"2.0.0"}'],
    ['{"type":"string","enum":["1-0-0"]}', '{"const":"1-0-1","type":"string"}'],
    ['{"const":1}', '{"const":2}'],
    ['{"enum":["v1"]}', '{"enum":["v2"]}'],
  ])('is metadata: %s, then %s', async (from, to) => {
    for (const profile of ['', ' --profile sound']) {
      const { exit, told, json, findings } = await report(pins(from, to), `old.json new.json --mode full${profile}`);
      expect([exit, told]).toEqual([
        0,
        [profile === '' ? 'info schema-version-pinned-for-registry' : 'info schema-version-pinned'],
      ]);
      expect(json.comparisons[0].verdicts[0].holds).toEqual({
        backward: { 'json-schema': true },
        forward: { 'json-schema': true },
      });
      expect(spot(findings[0]?.new)).toMatch(/^new\.json:2:\d+$/);
    }
  });

  it('breaks where the answer of a registry is asked for', async () => {
    const files = pins('{"const":"1.0.0"}', '{"const":"2.0.0"}');
    for (const profile of ['confluent', 'confluent-lenient'])
      expect((await compare(files, `old.json new.json --profile ${profile}`)).exit, profile).toBe(1);
  });

  it('hides no other break', async () => {
    const files = pins('{"const":"1.0.0"}', '{"const":"2.0.0"}', [',"a":{"type":"number"}', ',"a":{"type":"integer"}']);
    for (const profile of ['', ' --profile sound'])
      expect((await compare(files, `old.json new.json${profile}`)).exit, profile).toBe(1);
  });

  it('hides no break where another rule pins it, too', async () => {
    const twice = (version: string, more: string) =>
      `{"required":["version"],"properties":{"version":{"const":"${version}"},"a":{"type":"string"}}${more}}`;
    const files = {
      'old.json': twice(
        '1.0.0',
        ',"allOf":[{"$ref":"#/definitions/V"}],"definitions":{"V":{"properties":{"version":{"const":"1.0.0"}}}}',
      ),
      'new.json': twice('2.0.0', ',"maxProperties":2'),
    };
    const { exit, json } = await report(files, 'old.json new.json --profile sound');
    const value = json.comparisons[0].findings.find(
      ({ id }: { id: string }) => id === 'MAX_PROPERTIES',
    )?.counterexample;
    expect([exit, JSON.parse(value).version]).toEqual([1, '1.0.0']);
  });

  it('is found inside properties and `allOf`', async () => {
    const nested = (version: string) =>
      `{"allOf":[{"properties":{"meta":{"properties":{"schemaVersion":{"const":${version}}}}}}]}`;
    const files = { 'old.json': nested('1'), 'new.json': nested('2') };
    expect((await report(files, 'old.json new.json --profile sound')).told).toEqual(['info schema-version-pinned']);
  });

  it('is no matter of `$id`, `$schema` or `self.version`', async () => {
    const schema = (version: string) =>
      `{"$id":"https://acme.test/${version}","self":{"version":"${version}"},"type":"string"}`;
    const { exit, told } = await report(
      { 'a.json': schema('1-0-0'), 'b.json': schema('1-0-1') },
      'a.json b.json --mode full',
    );
    expect([exit, told]).toEqual([0, []]);
  });

  it.each([
    ['another word', '{"const":"open"}', '{"const":"closed"}'],
    ['another kind of value', '{"const":"1"}', '{"const":1}'],
    ['one of several', '{"enum":["1.0.0","1.1.0"]}', '{"enum":["2.0.0"]}'],
    ['with rules beside it', '{"const":"1.0.0","pattern":"^1"}', '{"const":"2.0.0","pattern":"^2"}'],
  ])('is none where it is %s', async (_, from, to) => {
    expect((await compare(pins(from, to), 'old.json new.json')).exit).toBe(1);
  });

  it('is none where it tells members of a choice apart', async () => {
    const choice = (version: string) =>
      `{"oneOf":[{"properties":{"version":{"const":"${version}"}},"required":["version"]},{"type":"string"}]}`;
    const files = { 'old.json': choice('1.0.0'), 'new.json': choice('2.0.0') };
    expect((await compare(files, 'old.json new.json --profile sound')).exit).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { compare, report, spot } from '../compat/testing/schema-report.js';

describe('references of schema files', () => {
  const refTo = (ref: string) => `{"type":"object","properties":{"m":{"$ref":"${ref}"}}}`;
  const type = (name: string) => `{\n"definitions":{"M":{"type":"${name}"}}}`;

  it('lead to neighbouring files, so that equal texts may differ in what they mean', async () => {
    const files = {
      'a/o.json': refTo('lib/m.json#/definitions/M'),
      'a/lib/m.json': type('number'),
      'b/o.json': refTo('lib/m.json#/definitions/M'),
      'b/lib/m.json': type('string'),
    };
    const { exit, findings } = await report(files, 'a/o.json b/o.json');
    expect([exit, spot(findings[0]?.new), spot(findings[0]?.old)]).toEqual([
      1,
      'b/lib/m.json:2:16',
      'a/lib/m.json@a/o.json:2:16',
    ]);
    const { out } = await compare(files, 'a/o.json b/o.json --format pretty');
    expect(out).toContain('├─ a/lib/m.json@a/o.json:2:16');
    expect((await compare({ ...files, 'b/lib/m.json': type('number') }, 'a/o.json b/o.json')).out).toBe('');
  });

  it('may name a file of the same folder by its `$id`', async () => {
    const lib = (name: string) => `{"$id":"https://acme.test/m.json","type":"${name}"}`;
    const files = {
      'a/o.json': refTo('https://acme.test/m.json'),
      'a/x.json': lib('number'),
      'b/o.json': refTo('https://acme.test/m.json'),
      'b/x.json': lib('string'),
    };
    const { told } = await report(files, 'a b');
    expect(told.filter((line) => !line.startsWith('info'))).toEqual(['error TYPE_CHANGED', 'error TYPE_CHANGED']);
  });

  it.each([
    ['a file outside the folder', '../secret.json', {}],
    ['an absolute path', '/etc/secret.json', {}],
    [
      'a link that leads out',
      'link.json',
      { links: { '/srv/a/link.json': '/secret.json', '/srv/b/link.json': '/secret.json' } },
    ],
    ['the network', 'https://acme.test/m.json', {}],
    ['a file that is not there', 'gone.json', {}],
  ])('never lead to %s', async (_, ref, more) => {
    const secret = '{"type":"string"}';
    const files = {
      'a/o.json': refTo(ref),
      'b/o.json': `${refTo(ref)}\n`,
      'secret.json': secret,
      '/secret.json': secret,
      '/etc/secret.json': secret,
    };
    const { exit, findings, told } = await report(files, 'a b', more);
    expect([exit, told]).toEqual([0, ['warning schema-doubtful']]);
    expect(findings[0]?.message).toContain(`\`${ref}\``);
  });

  it('of a file elsewhere stay in its folder', async () => {
    const files = { '/x/a/o.json': refTo('../m.json'), '/x/a/n.json': `${refTo('../m.json')} `, '/x/m.json': '{}' };
    expect((await report(files, '/x/a/o.json /x/a/n.json')).told).toEqual(['warning schema-doubtful']);
  });

  it('to a file that is no JSON are told with its place, of either side', async () => {
    const files = { 'a/o.json': refTo('m.json'), 'a/m.json': '{', 'b/o.json': refTo('n.json'), 'b/n.json': '{}' };
    const { findings } = await report(files, 'a/o.json b/o.json');
    expect(findings.map(({ message }) => message)[0]).toMatch(/^In the old schema: The file is no JSON: /);
    expect(spot(findings[0]?.old)).toMatch(/^a\/m\.json@a\/o\.json:1:/);
  });

  it('of Protobuf files are found from the nearest folder above', async () => {
    const order =
      'syntax = "proto3";\nimport "shop/money.proto";\nimport "google/protobuf/timestamp.proto";\nmessage O { shop.Money m = 1; google.protobuf.Timestamp at = 2; }\n';
    const money = (name: string) => `syntax = "proto3";\npackage shop;\nmessage Money { ${name} a = 1; }\n`;
    const files = {
      'a/shop/order.proto': order,
      'a/shop/money.proto': money('int64'),
      'b/shop/order.proto': order,
      'b/shop/money.proto': money('string'),
    };
    const pair = await report(files, 'a/shop/order.proto b/shop/order.proto');
    expect([pair.exit, spot(pair.findings[0]?.new)]).toEqual([1, 'b/shop/money.proto:3:17']);
    for (const argv of ['a b', 'a/shop b/shop']) expect((await compare(files, argv)).exit, argv).toBe(1);
    const alone = await report({ 'a.proto': order, 'b.proto': `${order}\n` }, 'a.proto b.proto');
    expect(alone.findings.map(({ message }) => message).join()).toContain('shop/money.proto');
  });
});

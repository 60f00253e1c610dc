import { describe, expect, it } from 'vitest';
import { brokenRules, proto2 } from './testing/read-text.js';

describe('defaults', () => {
  type Given = readonly [type: string, value: string | undefined];
  const of = (type: string, value: string | undefined) =>
    proto2(
      'enum E { A = 1; B = 2; }',
      `message M { optional ${type} a = 1${value === undefined ? '' : ` [default = ${value}]`}; }`,
    );
  const broken = async (...[reader, writer]: [Given, Given]) =>
    (await brokenRules(of(...reader), of(...writer), 'WIRE')).includes('FIELD_SAME_DEFAULT');

  it.each([
    ['int32', '1', 'int64', '0x1'],
    ['int32', '0', 'int32', undefined],
    ['int64', '9007199254740993', 'int64', '9007199254740993'],
    ['bool', 'true', 'int32', '1'],
    ['float', '0.1', 'double', '0.1'],
    ['double', 'nan', 'float', 'nan'],
    ['string', '"\\303\\251"', 'bytes', '"é"'],
    ['string', '"ab"', 'string', '"a" \'b\''],
    ['E', 'A', 'E', undefined],
    ['E', 'B', 'E', '2'],
    ['int32', '017', 'int32', '15'],
    ['int32', '-0X1f', 'sint32', '- 31'],
    ['double', '1.', 'float', '1e0'],
  ])('%s %s is %s %s', async (type, value, otherType, other) => {
    expect(await broken([type, value], [otherType, other])).toBe(false);
  });

  it.each([
    ['int32', '1', 'int32', undefined],
    ['int64', '9007199254740993', 'int64', '9007199254740992'],
    ['double', 'inf', 'double', '-inf'],
    ['double', 'nan', 'double', '1'],
    ['string', '"a"', 'string', '"b"'],
    ['E', 'B', 'E', undefined],
    ['E', '2', 'E', undefined],
    ['string', '"1"', 'int32', '1'],
  ])('%s %s is not %s %s', async (type, value, otherType, other) => {
    expect(await broken([type, value], [otherType, other])).toBe(true);
  });

  it('follow the first value of an enum', async () => {
    const file = (values: string) => proto2(`enum E { ${values} }`, 'message M { optional E a = 1; }');
    expect(await brokenRules(file('B = 2; A = 1;'), file('A = 1; B = 2;'), 'WIRE')).toEqual(['FIELD_SAME_DEFAULT']);
  });

  it('are compared by name where the values of the enum are not at hand', async () => {
    const file = (value: string) =>
      proto2(
        'import "google/protobuf/descriptor.proto";',
        `message M { optional google.protobuf.FieldDescriptorProto.Type a = 1 [default = ${value}]; }`,
      );
    expect(await brokenRules(file('TYPE_INT32'), file('TYPE_INT32'), 'WIRE')).toEqual([]);
    expect(await brokenRules(file('TYPE_INT32'), file('TYPE_BOOL'), 'WIRE')).toEqual(['FIELD_SAME_DEFAULT']);
  });
});

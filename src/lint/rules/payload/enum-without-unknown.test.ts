import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { enumWithoutUnknown as rule } from './enum-without-unknown.js';

describe('enum-without-unknown', () => {
  it('finds what events carry, each type once', async () => {
    const yaml = `types:
  Kind: { enum: [a, b] }
  Unused: { enum: [a, b] }
  Inner: { fields: { side: enum(left|right), kinds: "Kind[]" } }
events:
  A: { payload: { inner: Inner, kind: Kind } }
  B: { payload: { kind: Kind, sizes: list<enum(s|m)> } }
commands:
  C: { payload: { unused: Unused, how: enum(x|y) } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'Kind: Events carry `Kind`, which has no value for the unknown.',
      'enum(left|right): `side` of `Inner` is an enumeration without a value for the unknown.',
      'list<enum(s|m)>: `sizes` of `B` is an enumeration without a value for the unknown.',
    ]);
  });

  it.each([
    ['types: { K: { enum: [a, other], unknown: other } }\nevents: { A: { payload: { k: K } } }\n'],
    [
      'types: { K: { enum: [STATE_UNSPECIFIED, STATE_ON] } }\nevents: { A: { payload: { k: K, l: enum(a|Unknown) } } }\n',
    ],
    ['events: { A: { payload: { k: enum(only) } } }\n'],
    ['events: { A@1: { payload: { k: enum(a|b) } }, A: { payload: { s: string } } }\n'],
    ['commands: { A: { payload: { k: enum(a|b) } } }\n'],
  ])('passes %s', async (yaml) => {
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('writes the value in the spelling of the others, and where there are marks and comments', async () => {
    const yaml = `types:
  Kind:
    enum: # of a thing
      - RED
      - BLUE
events:
  A: { payload: { k: Kind, a: "enum(x,y)?", b: list<enum(Left|Right)> } }
`;
    expect((await fixWith(rule, yaml)).text).toBe(`types:
  Kind:
    enum: # of a thing
      - RED
      - BLUE
      - UNKNOWN
    unknown: UNKNOWN
events:
  A: { payload: { k: Kind, a: "enum(x,y,unknown)?", b: list<enum(Left|Right|Unknown)> } }
`);
  });

  it('gives no fix in a foreign schema', async () => {
    const yaml =
      'events:\n  A: { payload: { schema: { type: object, properties: { k: { type: string, enum: [a, b] } } } } }\n';
    const { findings } = await runRule(rule, yaml);
    expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it('gives no fix where a command would be handed a value that it does not have', async () => {
    const yaml = `types:
  Kind: { enum: [a, b] }
  Other: { enum: [a, b] }
events:
  A: { payload: { kind: Kind, size: enum(s|m), side: enum(l|r) } }
commands:
  B: { payload: { kind: Other, size: enum(s|m), side: string } }
`;
    const { findings } = await runRule(rule, yaml);
    expect(findings.map(({ message, fix }) => `${message.split('`')[1]}: ${fix?.title}`)).toEqual([
      'Kind: undefined',
      'size: undefined',
      'side: Add `unknown`',
    ]);
  });
});

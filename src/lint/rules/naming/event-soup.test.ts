import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { eventSoup as rule } from './event-soup.js';

const VALUES = ['Street', 'Town', 'Postcode', 'Country'];

const yamlOf = (fields: (value: string) => string, more = '') =>
  `services: { club: {}, shop: {} }
commands: {}
events:
${VALUES.map((value) => `  Member${value}Changed: { producer: club, payload: { ${fields(value.toLowerCase())} } }\n`).join('')}${more}`;

const oneValue = (value: string) => `memberId: uuid, ${value}: string, changedAt: timestamp`;
const telling = (name: string) => `  ${name}: { producer: club, payload: { memberId: uuid } }\n`;

describe('event-soup', () => {
  it('counts the events that tell of one value, and the others', async () => {
    expect(await findingsOf(rule, yamlOf(oneValue, telling('MemberJoined')))).toEqual([
      'MemberCountryChanged: Of the 5 events about the member, 4 only tell that one value changed (`MemberCountryChanged`, `MemberPostcodeChanged`, `MemberStreetChanged` and `MemberTownChanged`), and 1 what happened.',
    ]);
  });

  it('takes the old and the new value for one', async () => {
    const fields = (value: string) => `memberId: uuid, old_${value}: string, new_${value}: string`;
    expect(await findingsOf(rule, yamlOf(fields))).toHaveLength(1);
  });

  it('leaves a thing alone of which as much or more is told', async () => {
    const others = ['MemberJoined', 'MemberLeft', 'MemberPaid', 'MemberBanned'].map(telling).join('');
    expect(await findingsOf(rule, yamlOf(oneValue, others))).toEqual([]);
  });

  it('leaves events alone that carry more than one value, or belong to several things', async () => {
    expect(
      await findingsOf(
        rule,
        yamlOf((value) => `memberId: uuid, ${value}: string, reason: string`),
      ),
    ).toEqual([]);
    expect(
      await findingsOf(
        rule,
        yamlOf((value) => `${value}Id: uuid, value: string`),
      ),
    ).toEqual([]);
    expect(
      await findingsOf(
        rule,
        yamlOf((value) => `${value}: string`),
      ),
    ).toEqual([]);
  });

  it('counts each service by itself', async () => {
    const yaml = yamlOf(oneValue).replace('producer: club', 'producer: shop');
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('leaves failures, answers and older majors out', async () => {
    const failure = yamlOf(oneValue).replace(
      'MemberTownChanged: {',
      'MemberTownChanged: { failureOf: MemberStreetChanged,',
    );
    expect(await findingsOf(rule, failure)).toEqual([]);
    const answer = yamlOf(oneValue).replace('commands: {}', 'commands: { MoveMember: { success: MemberTownChanged } }');
    expect(await findingsOf(rule, answer)).toEqual([]);
    const old = yamlOf(oneValue, '  MemberTownMoved: {}\n').replace('MemberTownChanged:', '"MemberTownMoved@1":');
    expect(await findingsOf(rule, old)).toEqual([]);
  });

  it('takes the number from the option', async () => {
    const settings = (atLeast: number) => `catalog: test\nlint: { rules: { event-soup: { atLeast: ${atLeast} } } }\n`;
    expect(await findingsOf(rule, yamlOf(oneValue), settings(5))).toEqual([]);
    expect(await findingsOf(rule, yamlOf(oneValue), settings(4))).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { factVerbs } from './fact-verbs.js';
import { factPhrases, falliblePhrases, fallibleVerbs } from './fallible-verbs.js';
import { plainVerbs } from './plain-verbs.js';
import { oneSpelling } from './spelling.js';
import { lightVerbs } from './verb-classes.js';
import { fallibleExcept, fallibleOnly } from './verb-objects.js';

const tables = [...fallibleVerbs, ...factVerbs, ...plainVerbs];
const isFallible = (verb: string) => fallibleVerbs.has(verb) || falliblePhrases.has(verb);

describe('the tables of verbs', () => {
  it('know more than two thousand verbs', () => {
    expect(tables.length).toBeGreaterThan(2000);
  });

  it('put no verb into two classes', () => {
    expect(tables.filter((verb, index) => tables.indexOf(verb) !== index)).toEqual([]);
    expect([...falliblePhrases].filter((phrase) => factPhrases.has(phrase))).toEqual([]);
  });

  it('are in one spelling', () => {
    expect(tables.filter((verb) => oneSpelling(verb) !== verb)).toEqual([]);
  });

  it('except objects of fallible verbs, and make fallible those of others', () => {
    expect([...fallibleExcept.verbs].filter((verb) => !isFallible(verb) && !lightVerbs.has(verb))).toEqual([]);
    expect([...fallibleOnly.verbs].filter(isFallible)).toEqual([]);
  });
});

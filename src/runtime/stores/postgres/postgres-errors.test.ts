import { describe, expect, it } from 'vitest';
import { driverProblem } from './driver.js';
import { connectOutcomeOf, gaveUp, outcomeOf, toSagaError } from './postgres-errors.js';
import { quoteSchema } from './schema.js';

const PLACE = '`db.example:5432/orders`';

function failure(message: string, fields: object = {}): Error {
  return Object.assign(new Error(message), fields);
}

describe('errors of PostgreSQL', () => {
  it.each([
    ['a deadlock', failure('deadlock detected', { code: '40P01', severity: 'ERROR' }), 'undone'],
    ['a lost race for a message', failure('duplicate key', { code: '23505', constraint: 'inbox_pkey' }), 'undone'],
    ['another double key', failure('duplicate key', { code: '23505', constraint: 'journal_pkey' }), 'final'],
    ['a reset', failure('read ECONNRESET', { code: 'ECONNRESET' }), 'unknown'],
    ['an end', failure('Connection terminated unexpectedly'), 'unknown'],
    ['a crash of the server', failure('terminating', { code: '57P02', severity: 'FATAL' }), 'unknown'],
    ['no answer', failure('Query read timeout'), 'unknown'],
    ['a full disk', failure('no space', { code: '53100', severity: 'ERROR' }), 'final'],
    ['a bug', new TypeError('x is not a function'), 'final'],
  ])('say what became of a statement after %s', (_name, error, outcome) => {
    expect(outcomeOf(error)).toBe(outcome);
  });

  it.each([
    ['nobody there', failure('connect ECONNREFUSED', { code: 'ECONNREFUSED' }), 'undone'],
    ['nobody at all addresses', new AggregateError([failure('', { code: 'ECONNREFUSED' })]), 'undone'],
    ['a server that starts', failure('starting up', { code: '57P03', severity: 'FATAL' }), 'undone'],
    ['a wrong password', failure('password authentication failed', { code: '28P01', severity: 'FATAL' }), 'final'],
  ])('say whether to try again after %s', (_name, error, outcome) => {
    expect(connectOutcomeOf(error)).toBe(outcome);
  });

  it.each([
    ['28P01', 'store-failed', 'check user and password'],
    ['28000', 'store-failed', 'check user and password'],
    ['3D000', 'store-failed', 'CREATE DATABASE'],
    ['42501', 'store-failed', 'CREATE SCHEMA'],
    ['42P07', 'store-not-a-database', 'another schema'],
    ['53100', 'store-failed', 'free some'],
    ['25006', 'store-read-only', 'primary'],
    ['ECONNREFUSED', 'store-failed', 'check that it runs'],
    ['ENOTFOUND', 'store-failed', 'host and port'],
    ['XX000', 'store-failed', 'has failed'],
  ])('explain %s and give a next step', (code, sagaCode, text) => {
    const error = toSagaError(failure('as the server says', { code }), PLACE);
    expect(error).toMatchObject({ code: sagaCode, message: expect.stringContaining(text) });
    expect(error.message).toContain(PLACE);
  });

  it('say for how long they were waited out', () => {
    const error = gaveUp(failure('x', { code: 'ECONNREFUSED' }), PLACE, 60_000);
    expect(error.code).toBe('store-unreachable');
    expect(error.message).toBe(
      `the PostgreSQL store ${PLACE} could not be used for 60 s (ECONNREFUSED): check that the server runs and can be reached`,
    );
  });

  it('say what to install', () => {
    expect(driverProblem(failure('no pg', { code: 'ERR_MODULE_NOT_FOUND' }))).toBe(
      'the PostgreSQL store needs pg, and it is not installed: npm install pg@8',
    );
    expect(driverProblem(new Error('x'))).toContain('cannot be loaded');
  });
});

describe('the name of a schema', () => {
  it.each(['sagac', '_a1', 'x'.repeat(50)])('may be %s', (name) => {
    expect(quoteSchema(name)).toBe(`"${name}"`);
  });

  it.each(['', 'A', '1a', 'a-b', 'a"; DROP TABLE x', 'pg_x', 'x'.repeat(51)])('may not be %j', (name) => {
    expect(() => quoteSchema(name)).toThrow(/no name for a schema/);
  });
});

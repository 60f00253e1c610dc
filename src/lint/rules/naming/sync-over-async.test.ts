import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { syncOverAsync as rule } from './sync-over-async.js';

const yamlOf = (names: readonly string[]) => `events:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const found = (...names: string[]) => findingsOf(rule, yamlOf(names));

const between = (question: string, answer: string, [from, to, backFrom, backTo]: readonly string[]) => `
services: { a: {}, b: {}, c: {} }
events:
  ${question}: { producer: ${from}, consumers: [${to}] }
  ${answer}: { producer: ${backFrom}, consumers: [${backTo}] }
`;

describe('sync-over-async', () => {
  it('finds a request with its response', async () => {
    expect(await found('QuoteRequested', 'QuoteResponse')).toEqual([
      'QuoteRequested: The events `QuoteRequested` and `QuoteResponse` are a request and its response, not two facts.',
    ]);
    expect(await found('GetPriceRequest', 'GetPriceReply')).toHaveLength(1);
    expect(await found('price_query', 'price_response')).toHaveLength(1);
    expect(await found('PriceRequestEvent', 'PriceResponseEvent')).toHaveLength(1);
  });

  it('leaves a request on its own and what came of it alone', async () => {
    expect(await found('TripRequested', 'TripBooked')).toEqual([]);
    expect(await found('RefundRequested', 'RefundIssued', 'PriceResponse')).toEqual([]);
    expect(await found('Request', 'Response')).toEqual([]);
  });

  it('goes by who talks to whom, where that is known', async () => {
    expect(await findingsOf(rule, between('QuoteRequested', 'QuoteResponse', ['a', 'b', 'b', 'a']))).toHaveLength(1);
    expect(await findingsOf(rule, between('QuoteRequested', 'QuoteResponse', ['a', 'b', 'b', 'c']))).toEqual([]);
    expect(await findingsOf(rule, between('QuoteRequested', 'QuoteResponse', ['a', 'b', 'c', 'a']))).toEqual([]);
  });

  it('takes what people say for an answer only where it goes back to who asked', async () => {
    expect(await found('SurveyRequested', 'SurveyAnswered')).toEqual([]);
    expect(await findingsOf(rule, between('LabRequested', 'LabResult', ['a', 'b', 'b', 'c']))).toEqual([]);
    expect(await findingsOf(rule, between('ScoreRequested', 'ScoreResult', ['a', 'b', 'b', 'a']))).toHaveLength(1);
  });

  it('leaves the answers of commands alone', async () => {
    const yaml = `${yamlOf(['TicketRequested', 'TicketReply'])}commands:\n  CreateTicket: { success: TicketReply }\n`;
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('leaves older majors alone', async () => {
    expect(await found('"QuoteRequested@1"', 'QuoteResponse')).toEqual([]);
    expect(await found('QuoteRequested', '"QuoteResponse@1"')).toEqual([]);
  });
});

import {
  commandsAnsweredBy,
  consumersOf,
  type EventProducer,
  memoised,
  producersOf,
  serviceNames,
} from '../../../model/graph.js';
import { push } from '../../../model/grouped.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { isCurrent } from '../../facts/message-standing.js';
import { meaningWords } from '../../lexicon/message-name.js';
import type { Rule } from '../../rule.js';

/** Last words of a question. */
const QUESTIONS = new Set(['request', 'requested', 'query', 'queried', 'asked', 'req', 'inquiry', 'enquiry']);

/** Last words of an answer to nobody but the one who asked. */
const ANSWERS = new Set(['response', 'reply', 'resp', 'rsp']);

/** Words that may also tell of what a person said: answers only where the parties are those of the question. */
const SAID = new Set(['responded', 'replied', 'answered', 'answer', 'result']);

/** A question and its answer are one command, not two events. */
export const syncOverAsync: Rule = {
  id: 'sync-over-async',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow pairs of events that are a request and its response.',
  why: `\`QuoteRequested\` and \`QuoteResponse\` are a call of a function with a broker in between. The one who asks waits for the answer of one receiver, but nothing says so: there is no timeout, no retry, no failure that the receiver could answer with, and a lost response looks like a slow one.

A request on its own is a fact and left alone (\`TripRequested\` starts a saga), and so is what came of it (\`QuoteIssued\`). Found are two events with the same words before \`Request\`, \`Requested\` or \`Query\` and before \`Response\` or \`Reply\`; before \`Answered\`, \`Responded\` or \`Result\` only where the one who was asked answers the one who asked.`,
  bad: `services:
  shipping: { owner: team-shipping }
  customs: { owner: team-customs }
channels:
  trade.tariff.events: { key: shipmentId }
events:
  TariffRequested: { version: 1.0.0, producer: shipping, consumers: [customs], channel: trade.tariff.events, payload: { shipmentId: uuid, goodsCode: string } }
  TariffResponse: { version: 1.0.0, producer: customs, consumers: [shipping], channel: trade.tariff.events, payload: { shipmentId: uuid, percent: decimal(5.2) } }
`,
  good: `services:
  shipping: { owner: team-shipping }
  customs: { owner: team-customs }
events:
  TariffCalculated: { version: 1.0.0, producer: customs, payload: { shipmentId: uuid, percent: decimal(5.2) } }
  TariffCalculationFailed: { version: 1.0.0, producer: customs, payload: { shipmentId: uuid, reason: string } }
commands:
  CalculateTariff:
    version: 1.0.0
    handler: customs
    senders: [shipping]
    effect: none
    timeout: 10s
    payload: { shipmentId: uuid, goodsCode: string }
    success: TariffCalculated
    failure: [TariffCalculationFailed]
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      const answer = answerTo(catalog, event);
      if (answer === undefined) continue;
      report({
        span: event.nameSpan,
        message: `The events \`${event.id}\` and \`${answer.id}\` are a request and its response, not two facts.`,
        help: `Make a command of the request, with \`success\`, \`failure\` and a \`timeout\`${handlerHint(answer)}.`,
        labels: [{ span: answer.nameSpan, text: 'the response' }],
        element: event,
      });
    }
  },
};

function handlerHint({ producer }: EventDef): string {
  return producer === undefined ? '' : `, handled by \`${producer.name}\``;
}

function answerTo(catalog: Catalog, event: EventDef): EventDef | undefined {
  const words = meaningWords(event.name);
  if (!isCurrent(event) || !QUESTIONS.has(words.at(-1) ?? '')) return undefined;
  if (commandsAnsweredBy(catalog, event.id).length > 0) return undefined;
  const answers = answersIn(catalog).get(stemOf(words)) ?? [];
  return answers.find((answer) => mayAnswer(catalog, event, answer));
}

/** The parties are known to be others: then these are two facts, however they are named. */
function mayAnswer(catalog: Catalog, question: EventDef, answer: EventDef): boolean {
  const back = isHeardBy(catalog, answer, producersOf(catalog, question.id));
  const there = isHeardBy(catalog, question, producersOf(catalog, answer.id));
  if (SAID.has(meaningWords(answer.name).at(-1) ?? '')) return back === true && there === true;
  return back !== false && there !== false;
}

/** Whether one of `parties` takes the event; undefined where the catalog does not say. */
function isHeardBy(catalog: Catalog, event: EventDef, parties: readonly EventProducer[]): boolean | undefined {
  const named = serviceNames(parties);
  const heard = serviceNames(consumersOf(catalog, event.id));
  return named.length === 0 || heard.length === 0 ? undefined : named.some((name) => heard.includes(name));
}

/** Events that may be answers and are no outcome of a command, by the words that they share with their question. */
const answersIn = memoised((catalog): ReadonlyMap<string, readonly EventDef[]> => {
  const all = new Map<string, EventDef[]>();
  for (const event of catalog.events.values()) {
    const words = meaningWords(event.name);
    const last = words.at(-1) ?? '';
    if (!isCurrent(event) || words.length < 2 || !(ANSWERS.has(last) || SAID.has(last))) continue;
    if (commandsAnsweredBy(catalog, event.id).length > 0) continue;
    push(all, stemOf(words), event);
  }
  return all;
});

function stemOf(words: readonly string[]): string {
  return words.slice(0, -1).join(' ');
}

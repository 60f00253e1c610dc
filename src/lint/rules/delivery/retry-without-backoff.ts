import type { Span } from '../../../diagnostics/index.js';
import { type Node, nodeAt } from '../../../language/node.js';
import { parseDuration } from '../../../model/build/parse-duration.js';
import { countOf } from '../../../model/facts/name-list.js';
import { retryTimes } from '../../../model/facts/redelivery.js';
import { printTime } from '../../../model/facts/time-sums.js';
import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, ChannelDef, CommandDef, RetryPolicy, SagaDef } from '../../../model/index.js';
import { pauseAfter } from '../../../model/saga-duration.js';
import { undoOf } from '../../../model/step-parts.js';
import type { Finding, OptionValues, Rule } from '../../rule.js';

/** The keys of a policy that say how long its pauses are. */
const PAUSES = ['backoff', 'delay', 'maxDelay'];

/** Retries that come as fast at the end as at the beginning. */
export const retryWithoutBackoff: Rule = {
  id: 'retry-without-backoff',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require pauses that grow from retry to retry.',
  why: `A service that is down because of too much load gets more of it from callers that come back every second, all of them at the same time, and stays down. And an outage of ten minutes uses up quick attempts at once, so that everything that was under way fails for good. Pauses that grow give both the caller and the called time.

Judged are three or more retries (option \`retries\`) whose pauses do not grow: of commands and undos with pauses under 10s (\`pause\`), of channels with \`retryDelays\` under 5m (\`channelPause\`); and \`retryDelays\` of nothing but \`0s\`. A policy that comes from the defaults is reported once.`,
  options: {
    schema: {
      type: 'object',
      properties: {
        retries: { type: 'integer', minimum: 2 },
        pause: { type: 'string', pattern: '^\\d{1,9}(ms|s|m|h|d)$' },
        channelPause: { type: 'string', pattern: '^\\d{1,9}(ms|s|m|h|d)$' },
      },
      additionalProperties: false,
    },
    defaults: { retries: 3, pause: '10s', channelPause: '5m' },
  },
  bad: `services:
  tickets: { owner: team-venue }
commands:
  HoldSeat:
    version: 1.0.0
    handler: tickets
    payload: { showId: uuid, seat: string }
    timeout: 5s
    retry: { attempts: 8, backoff: fixed, delay: 1s }
`,
  good: `services:
  tickets: { owner: team-venue }
commands:
  HoldSeat:
    version: 1.0.0
    handler: tickets
    payload: { showId: uuid, seat: string }
    timeout: 5s
    retry: { attempts: 8, backoff: exponential, delay: 1s, maxDelay: 1m }
`,
  check({ catalog, options, report }) {
    const limits = limitsIn(options);
    for (const finding of ofCommands(catalog, limits)) report(finding);
    for (const finding of ofUndos(catalog, limits)) report(finding);
    for (const finding of ofChannels(catalog, limits)) report(finding);
  },
};

interface Limits {
  /** So many pauses in a row are a pattern; one or two retries at once are a habit that does no harm. */
  readonly retries: number;
  /** Callers that wait so long, in milliseconds, do not keep anything from getting up. */
  readonly pauseMs: number;
  readonly channelPauseMs: number;
}

function limitsIn({ retries, pause, channelPause }: OptionValues): Limits {
  return {
    retries: Number(retries),
    pauseMs: parseDuration(String(pause)) ?? 0,
    channelPauseMs: parseDuration(String(channelPause)) ?? 0,
  };
}

function ofCommands(catalog: Catalog, limits: Limits): readonly Finding[] {
  const own: Finding[] = [];
  const inherited: CommandDef[] = [];
  for (const command of catalog.commands.values()) {
    if (!isHasty(command.retry, limits)) continue;
    const node = nodeAt(command.node, 'retry');
    if (node === undefined) inherited.push(command);
    else own.push(policyFinding(command, `\`${command.id}\``, command.retry, placeIn(node, command.retry)));
  }
  const [first, ...others] = inherited;
  if (first === undefined) return own;
  const who = withOthers(first.id, others.length, 'command');
  const { help, ...finding } = policyFinding(first, `The default policy of ${who}`, first.retry, first.nameSpan);
  return [...own, { ...finding, help: `${help} It stands under \`defaults\` in \`${catalog.settings.file}\`.` }];
}

function ofUndos(catalog: Catalog, limits: Limits): readonly Finding[] {
  return [...catalog.sagas.values()].flatMap((saga) =>
    flattenSteps(saga.steps).flatMap(({ step }) => {
      const undo = undoOf(step);
      const node = nodeAt(step.node, 'undo', 'retry');
      if (undo?.retry === undefined || node === undefined || !isHasty(undo.retry, limits)) return [];
      const command = catalog.commands.get(undo.command.name);
      // More attempts of the same policy: that is said at the command.
      if (command && isHasty(command.retry, limits) && !PAUSES.some((key) => nodeAt(node, key))) return [];
      return [policyFinding(saga, `The undo \`${undo.command.name}\``, undo.retry, placeIn(node, undo.retry))];
    }),
  );
}

/** The key that keeps the pauses equal, where it is written here. */
function placeIn(node: Node, { backoff, delayMs }: RetryPolicy): Span {
  const blamed = backoff === 'fixed' ? 'backoff' : delayMs === 0 ? 'delay' : 'maxDelay';
  return nodeAt(node, blamed)?.span ?? node.span;
}

function isHasty(retry: RetryPolicy, { retries, pauseMs }: Limits): boolean {
  const { attempts } = retry;
  if (attempts !== 'unlimited' && attempts - 1 < retries) return false;
  const first = pauseAfter(retry, 1);
  return first < pauseMs && pauseAfter(retry, retries) <= first;
}

function policyFinding(element: CommandDef | SagaDef, subject: string, retry: RetryPolicy, span: Span): Finding {
  const times = retry.attempts === 'unlimited' ? 'without limit' : `${retry.attempts - 1} times`;
  const pause = pauseAfter(retry, 1);
  return {
    span,
    message: `${subject} retries ${times} ${every(pause)}: the pauses do not grow.`,
    help: 'Write `backoff: exponential` with a `delay` above zero and a `maxDelay` well above it.',
    element,
  };
}

function every(pause: number): string {
  return pause === 0 ? 'at once' : `every ${printTime(pause)}`;
}

function ofChannels(catalog: Catalog, limits: Limits): readonly Finding[] {
  const own: Finding[] = [];
  const inherited: ChannelDef[] = [];
  for (const channel of catalog.channels.values()) {
    if (channel.broker === 'memory' || !isHastyList(retryTimes(channel), limits)) continue;
    const span = nodeAt(channel.node, 'retryDelays')?.span;
    if (span) own.push(channelFinding(channel, `\`${channel.id}\``, span));
    else inherited.push(channel);
  }
  const [first, ...others] = inherited;
  if (first === undefined) return own;
  const who = withOthers(first.id, others.length, 'channel');
  const { help, ...finding } = channelFinding(first, `The default of ${who}`, first.nameSpan);
  return [...own, { ...finding, help: `${help} It stands under \`defaults\` in \`${catalog.settings.file}\`.` }];
}

/** One retry at once is no pause for whatever is down, and neither are many. */
function isHastyList(times: readonly number[], { retries, channelPauseMs }: Limits): boolean {
  const [first] = times;
  if (first === undefined) return false;
  const longest = Math.max(...times);
  return longest === 0 || (times.length >= retries && longest <= first && first < channelPauseMs);
}

function channelFinding(channel: ChannelDef, subject: string, span: Span): Finding {
  return {
    span,
    message: `${subject} ${delaysText(retryTimes(channel))}.`,
    help: 'Let the pauses grow, as in `retryDelays: [1m, 5m, 30m]`.',
    element: channel,
  };
}

function delaysText(times: readonly number[]): string {
  if (Math.max(...times) > 0) return `retries after ${times.map(printTime).join(', ')}: the pauses do not grow`;
  return `tries again${times.length === 1 ? '' : ` ${times.length} times`} at once and then gives up`;
}

function withOthers(first: string, count: number, kind: string): string {
  return count === 0 ? `\`${first}\`` : `\`${first}\` and ${countOf(count, `other ${kind}`)}`;
}

import { consumersOf, producersOf } from '../../model/graph.js';
import type { Trace, TraceLine, TraceTone } from '../report.js';
import { isPutAside } from './choices.js';
import { missingOf } from './kept-in-vain.js';
import { performFlow } from './perform.js';
import { OUTSIDE, type ReactionFacts } from './reaction-facts.js';
import { type FlowSetting, reactionAt } from './setting.js';
import { upcoming } from './upcoming.js';
import { othersNeeded } from './words.js';
import { EMPTY_WORLD, type FlowMove, type FlowWorld, type HandledMove, type Told } from './world.js';

/** A run as a picture with a lane a service; the last line says what is wrong with it. */
export function tellTrace(setting: FlowSetting, moves: readonly FlowMove[], problem: string): Trace {
  const lines: TraceLine[] = [];
  let world = EMPTY_WORLD;
  for (const move of moves) {
    const after = performFlow(setting, world, move);
    if (move.kind === 'handled' && move.way === 'early') delayNeeds(setting, lines, move);
    lines.push(...linesOf(setting, world, move, after));
    world = after;
  }
  lines.push(...linesOfKept(setting, world));
  lines.push({ kind: 'note', text: problem.replaceAll('`', ''), tone: 'violation' });
  return { faults: moves.filter(({ faults }) => faults > 0).length, lanes: lanesOf(lines), lines };
}

/** What an event overtakes had been sent before, and has not arrived yet. */
function delayNeeds(setting: FlowSetting, lines: TraceLine[], { delivery }: HandledMove): void {
  const facts = reactionAt(setting, delivery.reaction);
  const needs = othersNeeded(facts, delivery.event);
  for (const [index, line] of lines.entries()) {
    const isNeeded = line.kind === 'message' && line.to === facts.service && needs.includes(line.text);
    if (isNeeded) lines[index] = { ...line, tone: 'fault', lost: true };
  }
}

/** In the end: what waits for an event that will not come. */
function linesOfKept(setting: FlowSetting, world: FlowWorld): readonly TraceLine[] {
  if (!upcoming(setting, world).mayEnd) return [];
  return world.pending.map((delivery) => {
    const { reaction, event } = delivery;
    const { service } = reactionAt(setting, reaction);
    const missing = missingOf(setting, world, delivery);
    return note(service, `keeps ${event}, for ${missing.join(' and ')} has not come`);
  });
}

function lanesOf(lines: readonly TraceLine[]): readonly string[] {
  const named = lines.flatMap((line) => (line.kind === 'message' ? [line.from, line.to] : (line.lane ?? [])));
  return [...new Set(named)];
}

function linesOf(setting: FlowSetting, before: FlowWorld, move: FlowMove, after: FlowWorld): readonly TraceLine[] {
  const published = after.story.slice(before.story.length).flatMap((told) => publication(setting, told));
  if (move.kind === 'comes') return published;
  const { waits, service } = reactionAt(setting, move.delivery.reaction);
  const waiting = waits === undefined || isPutAside(setting, move) ? [] : [note(service, `waits ${waits}`)];
  return [...waiting, ...handling(setting, before, move, published)];
}

function note(lane: string, text: string, tone: TraceTone = 'plain'): TraceLine {
  return { kind: 'note', lane, text, tone };
}

/** How a delivery goes; `published` is what the service tells in the end. */
function handling(
  setting: FlowSetting,
  { story }: FlowWorld,
  move: HandledMove,
  published: readonly TraceLine[],
): readonly TraceLine[] {
  const facts = reactionAt(setting, move.delivery.reaction);
  const { service } = facts;
  const { event } = move.delivery;
  const told = story[move.delivery.instance];
  const again = told
    ? arrival(setting, told, facts, `${event} again`, 'fault')
    : note(service, `${event} again`, 'fault');
  const done = [...callsOf(facts, facts.calls), ...published];
  const missing = othersNeeded(facts, event).join(' and ');
  switch (move.way) {
    case 'works':
      return done;
    case 'passes':
      return [note(service, `leaves ${event} alone`)];
    case 'drops':
      return [note(service, `drops ${event}: ${missing} has not come`)];
    case 'fails':
      return published;
    case 'silent':
      return [note(service, 'cannot do its work and has no event for that', 'fault')];
    case 'duplicate':
      return [...done, again, ...secondTime(facts, published)];
    case 'redelivery':
      return [note(service, `does not get ${event} at first`, 'fault'), again, ...done];
    case 'crash-before':
      return [note(service, 'crashes before its work', 'fault'), again, ...done];
    case 'crash-called':
      return [...callsOf(facts, facts.calls), note(service, 'crashes after the call', 'fault'), again, ...done];
    case 'crash-done':
      return [...crash(facts, again, published)];
    case 'early':
      return [
        note(service, `gets ${event} before ${missing}`, 'fault'),
        ...withoutNeeds(setting, story, facts, event, done),
      ];
  }
}

function secondTime(facts: ReactionFacts, published: readonly TraceLine[]): readonly TraceLine[] {
  if (facts.recognises) return [note(facts.service, 'has done it already')];
  return [note(facts.service, 'does its work again', 'violation'), ...callsOf(facts, facts.calls), ...published];
}

function crash(facts: ReactionFacts, again: TraceLine, published: readonly TraceLine[]): readonly TraceLine[] {
  const { service, calls, afterCrash, emits } = facts;
  const before = [...callsOf(facts, calls), note(service, 'does its work', 'effect')];
  const crashed = note(
    service,
    `crashes before it has ${emits.length > 0 ? 'published anything' : 'acknowledged'}`,
    'fault',
  );
  switch (afterCrash) {
    case 'lost':
      return [
        ...before,
        crashed,
        again,
        note(service, `has done it already and skips it: ${emits.join(' and ')} is lost`, 'violation'),
      ];
    case 'repeated':
      return [...before, crashed, again, note(service, 'does its work again', 'violation'), ...published];
    case 'fine':
      return [...before, crashed, again, note(service, 'has done it already'), ...published];
  }
}

function withoutNeeds(
  setting: FlowSetting,
  story: readonly Told[],
  facts: ReactionFacts,
  event: string,
  done: readonly TraceLine[],
): readonly TraceLine[] {
  const { reaction, service } = facts;
  const needs = othersNeeded(facts, event);
  const late = story.filter((told) => needs.includes(told.event));
  switch (reaction.onMissing ?? 'goes on') {
    case 'park':
    case 'retry':
      return [
        note(service, `keeps ${event} until then`),
        ...late.map((told) => arrival(setting, told, facts, told.event, toneOf(setting, told))),
      ];
    case 'ignore':
      return [note(service, `drops ${event}`, 'violation')];
    case 'goes on':
      return [note(service, 'goes on without', 'violation'), ...done];
  }
}

function callsOf({ service }: ReactionFacts, called: readonly string[]): readonly TraceLine[] {
  return called.map((to) => ({ kind: 'message', from: service, to, text: 'call', tone: 'effect' }));
}

/** An event on its way to all who react to it or need it; where the flow ends, to all who hear of it. */
function publication(setting: FlowSetting, told: Told): readonly TraceLine[] {
  const { event } = told;
  const heard = setting.reactions.filter(({ on, needs }) => on.includes(event) || needs.includes(event));
  if (heard.length > 0)
    return uniqueLines(heard.map((facts) => arrival(setting, told, facts, event, toneOf(setting, told))));
  const from = senderOf(setting, told);
  const tone = toneOf(setting, told);
  const others = consumersOf(setting.catalog, event).flatMap(({ service }) => service?.name ?? []);
  const receivers = [...new Set(others)].filter((name) => name !== from).sort();
  if (receivers.length === 0) return [note(from, `publishes ${event}`, tone)];
  return receivers.map((to) => ({ kind: 'message', from, to, text: event, tone }));
}

/** One service may react in several ways to the same event, which comes to it once. */
function uniqueLines(lines: readonly TraceLine[]): readonly TraceLine[] {
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
}

function arrival(
  setting: FlowSetting,
  told: Told,
  { service }: ReactionFacts,
  text: string,
  tone: TraceTone,
): TraceLine {
  const from = senderOf(setting, told);
  return from === service
    ? note(service, `hears its own ${text}`, tone)
    : { kind: 'message', from, to: service, text, tone };
}

function toneOf({ failures }: FlowSetting, { event, by }: Told): TraceTone {
  if (failures.has(event)) return 'fault';
  return by === undefined ? 'plain' : 'success';
}

function senderOf(setting: FlowSetting, { event, by }: Told): string {
  if (by !== undefined) return reactionAt(setting, by).service;
  const senders = producersOf(setting.catalog, event).flatMap(({ service }) => service?.name ?? []);
  return senders[0] ?? OUTSIDE;
}

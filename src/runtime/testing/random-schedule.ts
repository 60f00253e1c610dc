import { type Decision, decide } from '../saga/decide.js';
import type { CallDefinition, SagaDefinition } from '../saga/definition.js';
import type { CommandMessage } from '../saga/effects.js';
import type { OperatorAct, SagaInput } from '../saga/input.js';
import type { JournalEntry } from '../saga/journal.js';
import { planSaga } from '../saga/plan.js';
import { definitionAt } from '../saga/sites.js';
import { callOf, isFinished, nextTimerOf, type SagaState } from '../saga/state.js';
import { type Fault, faultOf } from './fault-of.js';

/** What came of a saga under a schedule, and what really happened outside. */
export interface ScheduleResult {
  readonly state: SagaState;
  readonly journal: readonly JournalEntry[];
  /** Idempotency keys whose effect happened, in that order. */
  readonly happened: readonly string[];
  /** Inputs of undos, by the key of what they undo. */
  readonly undoInputs: ReadonlyMap<string, CommandMessage['input']>;
  /** Alerts about being stuck. */
  readonly alerts: number;
  /** How many times the starter was told of the end. */
  readonly answers: number;
  /** States that must never be, in words. */
  readonly faults: readonly Fault[];
}

/** What people do to an instance. */
interface People {
  /** Anything, at any time. */
  readonly operated?: boolean;
  /** One after the other, when it is stuck in the end. */
  readonly help?: readonly ('retry' | 'skip')[];
}

/** Runs a saga against a world that answers, fails, forgets, repeats and dawdles as `choices` say, until it is quiet. */
export function runSchedule(
  definition: SagaDefinition,
  choices: readonly number[],
  { operated = false, help = [] }: People = {},
): ScheduleResult {
  const world = new World(definition, operated);
  for (const choice of choices) world.step(choice);
  world.calmDown();
  for (const action of help) {
    if (world.result().state.status === 'stuck') world.operate({ action });
    world.calmDown();
  }
  return world.result();
}

/** A message on its way back, or a command that is carried out only after its time was up. */
interface Straggler {
  readonly message: CommandMessage;
  /** Missing where nobody has carried it out yet. */
  readonly event?: string;
}

const MODES = 10;
const MOST_STEPS = 3_000;
/** More of the outside than this would only repeat itself. */
const MOST_EVENTS = 8;

class World {
  readonly #plan;
  readonly #calls: ReadonlyMap<string, CallDefinition>;
  readonly #operated: boolean;
  readonly #journal: JournalEntry[] = [];
  readonly #happened: string[] = [];
  readonly #refused = new Set<string>();
  readonly #undoInputs = new Map<string, CommandMessage['input']>();
  readonly #faults: Fault[] = [];
  #commands: CommandMessage[] = [];
  #stragglers: Straggler[] = [];
  #state: SagaState | undefined;
  #now = 0;
  #events = 0;
  #alerts = 0;
  #answers = 0;

  constructor(definition: SagaDefinition, operated: boolean) {
    this.#plan = planSaga(definition);
    this.#calls = new Map(this.#plan.commands.map((call) => [call.command, call]));
    this.#operated = operated;
    const data = { orderId: 'o1', total: { amount: '1.00' } };
    this.#feed({ type: 'start', now: 0, data, run: 1, replyTo: { key: 'Parent.1/Step', attempt: 1 } });
  }

  /** Lets only kind things happen until nothing happens any more. */
  calmDown(): void {
    let steps = 0;
    while (this.step(0)) {
      steps += 1;
      if (steps > MOST_STEPS) throw new Error('the saga does not come to an end');
    }
  }

  /** Does one thing that can happen now; false when nothing can. Choice 0 is the kindest one. */
  step(choice: number): boolean {
    const mode = choice % MODES;
    const hostile = choice > 0 ? this.#whims(choice) : [];
    const dueAt = this.#state && nextTimerOf(this.#state);
    const actions = [
      ...this.#commands.map((message) => () => this.#deliver(message, mode)),
      ...this.#stragglers.map((straggler) => () => this.#arrive(straggler)),
      ...(dueAt === undefined ? this.#awaited() : []).map((event) => () => this.#hear(event)),
      ...(dueAt === undefined ? [] : [() => this.#tick(dueAt)]),
      ...hostile,
    ];
    const action = actions[Math.floor(choice / MODES) % Math.max(1, actions.length)];
    action?.();
    return action !== undefined;
  }

  result(): ScheduleResult {
    if (this.#state === undefined) throw new Error('the start was not decided');
    return {
      state: this.#state,
      journal: this.#journal,
      happened: this.#happened,
      undoInputs: this.#undoInputs,
      alerts: this.#alerts,
      answers: this.#answers,
      faults: this.#faults,
    };
  }

  /** Events nobody asked for, the time of everything at once, and people. */
  #whims(choice: number): readonly (() => void)[] {
    const events = this.#events < MOST_EVENTS ? [...this.#plan.listensTo, 'Strange'] : [];
    const deadline = this.#state?.deadlineAt;
    const acts = this.#operated ? this.#acts(choice) : [];
    return [
      ...events.map((event) => () => this.#hear(event)),
      ...(deadline === undefined ? [] : [() => this.#tick(deadline)]),
      ...acts.map((act) => () => this.operate(act)),
    ];
  }

  #acts(choice: number): readonly OperatorAct[] {
    const paths = Object.keys(this.#state?.steps ?? {});
    const step = paths[choice % Math.max(1, paths.length)];
    const known = step === undefined ? [] : [`${step}Done`, `${step}Refused`, 'SharedDone', 'Yes', 'No'];
    const event = known[choice % Math.max(1, known.length)];
    const named = step === undefined ? {} : { step };
    return [
      { action: 'retry' },
      { action: 'retry', ...named },
      { action: 'skip', ...named },
      { action: 'resolve', ...named, ...(event !== undefined && choice % 3 > 0 && { event }) },
      ...(choice % 4 === 0 ? [{ action: 'cancel' as const }] : []),
    ];
  }

  operate(act: OperatorAct): void {
    // Whoever acts has talked to the participants first.
    if (act.action === 'retry') this.#refused.clear();
    this.#feed({ type: 'operator', now: this.#now, who: 'ana', why: 'a test', act });
  }

  #awaited(): readonly string[] {
    return Object.keys(this.#state?.steps ?? {}).flatMap((path) => {
      const step = definitionAt(this.#plan, path);
      const isOpen = this.#state !== undefined && callOf(this.#state, path, 'do')?.status === 'waiting';
      return step?.kind === 'await' && isOpen ? step.events.slice(0, 1) : [];
    });
  }

  #deliver(message: CommandMessage, mode: number): void {
    this.#commands = this.#commands.filter((other) => other !== message);
    switch (mode) {
      case 1:
        this.#answer(message, this.#refuse(message));
        break;
      case 2:
        this.#lose(message);
        break;
      case 3:
        this.#carryOut(message);
        this.#lose(message);
        break;
      case 4:
        this.#stragglers.push({ message, event: this.#carryOut(message) });
        this.#lose(message);
        break;
      case 5:
        this.#stragglers.push({ message });
        this.#lose(message);
        break;
      case 6:
        this.#stragglers.push({ message, event: this.#carryOut(message) });
        this.#answer(message, this.#carryOut(message));
        break;
      case 7:
        this.#stragglers.push({ message, event: this.#refuse(message) });
        this.#lose(message);
        break;
      case 8:
        this.#stragglers.push({ message });
        this.#dispatch(message);
        break;
      case 9:
        this.#answer(message, 'Nonsense');
        break;
      default:
        this.#answer(message, this.#carryOut(message));
    }
  }

  /** Participants refuse what they have refused, and a command whose undo has overtaken it, and do nothing twice. */
  #carryOut({ key, command, direction, input }: CommandMessage): string {
    const { success, failure } = this.#outcomes(command);
    if (direction === 'check') return this.#happened.includes(key.slice(0, -'/check'.length)) ? success : failure;
    if (direction === 'undo') this.#undoInputs.set(key.slice(0, -'/undo'.length), input);
    if (this.#refused.has(key) || this.#happened.includes(`${key}/undo`)) return failure;
    if (!this.#happened.includes(key)) this.#happened.push(key);
    return success;
  }

  #refuse(message: CommandMessage): string {
    const { key, command, direction } = message;
    const { success, failure, isFinal, leaves } = this.#outcomes(command);
    if (direction === 'check') return this.#carryOut(message);
    if (this.#happened.includes(key) && !this.#refused.has(key)) return success;
    if (isFinal) this.#refused.add(key);
    const isOvertaken = this.#happened.includes(`${key}/undo`);
    if (leaves && !isOvertaken && !this.#happened.includes(key)) this.#happened.push(key);
    return failure;
  }

  #outcomes(command: string): { success: string; failure: string; isFinal: boolean; leaves: boolean } {
    const call = this.#calls.get(command);
    const failure = call?.failure[0];
    return {
      success: call?.success[0] ?? '',
      failure: failure?.event ?? '',
      isFinal: failure?.retryable !== true,
      leaves: failure?.effectUnknown === true,
    };
  }

  #arrive(straggler: Straggler): void {
    this.#stragglers = this.#stragglers.filter((other) => other !== straggler);
    const event = straggler.event ?? this.#carryOut(straggler.message);
    this.#answer(straggler.message, event);
  }

  #answer({ key, attempt }: CommandMessage, event: string): void {
    this.#feed({ type: 'reply', now: this.#now, key, attempt, event, data: { key } });
  }

  #lose({ key, attempt }: CommandMessage): void {
    const reason = attempt % 2 === 0 ? ({ kind: 'timeout' } as const) : ({ kind: 'error', error: 'broken' } as const);
    this.#feed({ type: 'attempt-lost', now: this.#now, key, attempt, reason });
  }

  #dispatch({ key, attempt, timeoutMs }: CommandMessage): void {
    const time = timeoutMs === undefined ? {} : { timeoutMs };
    this.#feed({ type: 'dispatched', now: this.#now, key, attempt, ...time });
  }

  #hear(event: string): void {
    this.#events += 1;
    this.#feed({ type: 'event', now: this.#now, event, data: {} });
  }

  #tick(at: number): void {
    this.#feed({ type: 'tick', now: at });
  }

  #feed(input: SagaInput): void {
    this.#now = Math.max(this.#now + 1, input.now);
    const decision = decide(this.#plan, this.#state, { ...input, now: this.#now });
    this.#state = decision.state;
    this.#journal.push(...decision.entries);
    this.#perform(decision);
    const fault = faultOf(this.#plan, decision.state, this.#commands);
    if (fault !== undefined) this.#faults.push(`${fault} after ${input.type} at ${this.#journal.length}`);
    if (isFinished(decision.state) && decision.state.answered !== true) {
      this.#faults.push('ended without telling who started it');
    }
  }

  #perform({ messages }: Decision): void {
    for (const message of messages) {
      if (message.kind === 'command') this.#commands.push(message);
      else if (message.kind === 'alert' && message.reason === 'stuck') this.#alerts += 1;
      else if (message.kind === 'answer') this.#answers += 1;
    }
  }
}

import { type Decision, decide } from '../saga/decide.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { CommandMessage } from '../saga/effects.js';
import type { SagaInput, Timer } from '../saga/input.js';
import type { JournalEntry } from '../saga/journal.js';
import { isEnded, type SagaState } from '../saga/state.js';
import { planSaga } from '../saga/steps.js';

/** What came of a saga under a schedule, and what really happened outside. */
export interface ScheduleResult {
  readonly state: SagaState;
  readonly journal: readonly JournalEntry[];
  /** Idempotency keys whose effect happened, in that order. */
  readonly happened: readonly string[];
  readonly alerts: number;
  /** States that had not ended and that nothing would have woken. */
  readonly wedged: number;
  /** Ended states with a timer that still runs. */
  readonly haunted: number;
}

/** Runs a saga against a world that answers, fails, forgets, repeats and dawdles as `choices` say, until it is quiet. */
export function runSchedule(definition: SagaDefinition, choices: readonly number[]): ScheduleResult {
  const world = new World(definition);
  for (const choice of choices) world.step(choice);
  while (world.step(0));
  return world.result();
}

/** A message on its way back, or a command that is carried out only after its time was up. */
type Straggler =
  | { readonly kind: 'answer'; readonly message: CommandMessage; readonly event: string }
  | { readonly kind: 'command'; readonly message: CommandMessage };

class World {
  readonly #plan;
  readonly #journal: JournalEntry[] = [];
  readonly #happened: string[] = [];
  readonly #timers = new Map<string, Timer>();
  #commands: CommandMessage[] = [];
  #stragglers: Straggler[] = [];
  #state: SagaState | undefined;
  #now = 0;
  #alerts = 0;
  #wedged = 0;
  #haunted = 0;

  constructor(definition: SagaDefinition) {
    this.#plan = planSaga(definition);
    this.#feed({ type: 'start', now: 0, data: { orderId: 'o1', total: { amount: '1.00' } }, run: 1 });
  }

  /** Does one thing that can happen now; false when nothing can. Choice 0 is the kindest one. */
  step(choice: number): boolean {
    const retries = [...this.#timers].filter(([, timer]) => timer.kind === 'retry');
    const deadline = choice > 0 ? [...this.#timers].filter(([, timer]) => timer.kind === 'deadline') : [];
    const actions = [
      ...this.#commands.map((message) => () => this.#deliver(message, choice)),
      ...retries.map((timer) => () => this.#fire(timer)),
      ...this.#stragglers.map((straggler) => () => this.#arrive(straggler)),
      ...deadline.map((timer) => () => this.#fire(timer)),
    ];
    const action = actions[(choice >> 3) % Math.max(1, actions.length)];
    action?.();
    return action !== undefined;
  }

  result(): ScheduleResult {
    if (this.#state === undefined) throw new Error('the start was not decided');
    return {
      state: this.#state,
      journal: this.#journal,
      happened: this.#happened,
      alerts: this.#alerts,
      wedged: this.#wedged,
      haunted: this.#haunted,
    };
  }

  #deliver(message: CommandMessage, choice: number): void {
    this.#commands = this.#commands.filter((other) => other !== message);
    switch (choice % 8) {
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
        this.#stragglers.push({ kind: 'answer', message, event: this.#carryOut(message) });
        this.#lose(message);
        break;
      case 5:
        this.#stragglers.push({ kind: 'command', message });
        this.#lose(message);
        break;
      case 6:
        this.#stragglers.push({ kind: 'answer', message, event: this.#carryOut(message) });
        this.#answer(message, this.#carryOut(message));
        break;
      default:
        this.#answer(message, this.#carryOut(message));
    }
  }

  /** Participants refuse a command whose undo has overtaken it, and do nothing twice. */
  #carryOut({ key, command }: CommandMessage): string {
    if (this.#happened.includes(`${key}/undo`)) return `${command}Refused`;
    if (!this.#happened.includes(key)) this.#happened.push(key);
    return `${command}Done`;
  }

  #refuse({ key, command }: CommandMessage): string {
    return this.#happened.includes(key) ? `${command}Done` : `${command}Refused`;
  }

  #arrive(straggler: Straggler): void {
    this.#stragglers = this.#stragglers.filter((other) => other !== straggler);
    const event = straggler.kind === 'answer' ? straggler.event : this.#carryOut(straggler.message);
    this.#answer(straggler.message, event);
  }

  #answer({ key, attempt }: CommandMessage, event: string): void {
    this.#feed({ type: 'reply', now: this.#now, key, attempt, event, data: {} });
  }

  #lose({ key, attempt }: CommandMessage): void {
    this.#feed({ type: 'attempt-lost', now: this.#now, key, attempt, reason: { kind: 'timeout' } });
  }

  #fire([owner, timer]: readonly [string, Timer]): void {
    this.#timers.delete(owner);
    this.#feed({ type: 'timer', now: this.#now, timer });
  }

  #feed(input: SagaInput): void {
    this.#now += 1;
    const decision = decide(this.#plan, this.#state, { ...input, now: this.#now });
    this.#state = decision.state;
    this.#journal.push(...decision.entries);
    this.#perform(decision);
    const awaited = this.#commands.length + this.#timers.size > 0;
    if (!isEnded(decision.state) && !awaited) this.#wedged += 1;
    if (isEnded(decision.state) && this.#timers.size > 0) this.#haunted += 1;
  }

  #perform({ effects }: Decision): void {
    for (const effect of effects) {
      if (effect.type === 'set-timer') this.#timers.set(effect.owner, effect.timer);
      else if (effect.type === 'cancel-timer') this.#timers.delete(effect.owner);
      else if (effect.type === 'cancel-all-timers') this.#timers.clear();
      else if (effect.message.kind === 'command') this.#commands.push(effect.message);
      else if (effect.message.kind === 'alert') this.#alerts += 1;
    }
  }
}

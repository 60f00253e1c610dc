import { Chalk, type ChalkInstance } from 'chalk';
import { printable } from '../../diagnostics/index.js';
import { type AlertMessage, type JournalEntry, type SagaState, timelineLine } from '../../runtime/index.js';
import { colorLevel } from '../color.js';
import { type CliContext, print } from '../context.js';
import { MARKS, STYLES } from '../tones.js';
import type { Effect } from './effect-ledger.js';

/** Writes a journey to the standard output as it happens. */
export interface JourneyPrinter {
  entries(entries: readonly JournalEntry[], startedAt: number): void;
  alert(message: AlertMessage): void;
  crash(where: string): void;
  end(state: SagaState, effects: readonly Effect[]): void;
}

export function createJourneyPrinter({ host, io }: CliContext): JourneyPrinter {
  const chalk = new Chalk({ level: colorLevel(host.env, io.out) });
  return {
    entries(entries, startedAt) {
      for (const entry of entries) {
        const { sinceStartMs, tone, text } = timelineLine(entry, startedAt);
        const style = STYLES[tone];
        const paint = style === undefined ? String : chalk[style];
        print(io.out, `${chalk.dim(timeText(sinceStartMs))} ${paint(`${MARKS[tone]} ${printable(text)}`)}`);
      }
    },
    alert({ alert, runbook }) {
      const read = runbook === undefined ? '' : `; runbook: ${runbook}`;
      print(
        io.out,
        chalk.red.bold(printable(`${' '.repeat(TIME_WIDTH)} ! alert to ${alert ?? 'nobody in particular'}${read}`)),
      );
    },
    crash: (where) => print(io.out, chalk.red.bold(`${' '.repeat(TIME_WIDTH)} ✗ process killed ${where}`)),
    end: (state, effects) => print(io.out, `\n${endText(state, effects, chalk)}`),
  };
}

const TIME_WIDTH = 10;

/** `+00:30.040`, with hours where there are any. */
export function timeText(ms: number): string {
  const part = (value: number, digits = 2): string => String(value).padStart(digits, '0');
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = `${part(Math.floor(ms / 1000) % 60)}.${part(Math.floor(ms % 1000), 3)}`;
  return `+${hours > 0 ? `${hours}:` : ''}${part(minutes)}:${seconds}`;
}

function endText(state: SagaState, effects: readonly Effect[], chalk: ChalkInstance): string {
  const own = effects.filter((effect) => effect.key.startsWith(`${state.instance}/`));
  const keys = `${own.length} idempotency ${own.length === 1 ? 'key' : 'keys'} at the participants, each with one effect`;
  return `${headline(state, chalk)}\n${chalk.dim(`${keys}; ${state.version} journal entries.`)}`;
}

function headline({ saga, status }: SagaState, chalk: ChalkInstance): string {
  switch (status) {
    case 'completed':
      return chalk.green.bold(`${saga} completed.`);
    case 'aborted':
      return chalk.yellow.bold(`${saga} aborted: what had happened is undone.`);
    case 'stuck':
      return chalk.red.bold(`${saga} is stuck: it is parked, an alert was raised, and a person has to decide.`);
    case 'running':
    case 'unwinding':
      return chalk.yellow.bold(`${saga} has not ended; \`--resume\` goes on.`);
  }
}

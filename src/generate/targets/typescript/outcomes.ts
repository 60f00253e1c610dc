import { compareText } from '../../../diagnostics/index.js';
import type { MessageDef, NameRef } from '../../../model/index.js';
import type { TemplateView } from '../../template.js';
import type { MessageNames } from './names.js';
import type { TypeStyle } from './print-type.js';

/** The answers of a command as the template of messages sees them. */
export interface Outcomes {
  readonly all: readonly MessageNames[];
  readonly imports: readonly string[];
  readonly view: TemplateView;
}

/** The events that may answer a command, sorted by name; one that is a success as well as a failure counts as a success. */
export function outcomesOf(style: TypeStyle, message: MessageDef): Outcomes {
  const success = message.kind === 'command' ? eventsNamed(style, message.success) : [];
  const failure = message.kind === 'command' ? eventsNamed(style, message.failure) : [];
  const failures = failure.filter((event) => !success.includes(event));
  const all = [...success, ...failures].sort((a, b) => compareText(a.message, b.message));
  return {
    all,
    imports: all.map(importEvent),
    view: {
      outcomes: all.map((event) => ({ ...event })),
      union: unionOf(all),
      successes: unionOf(success),
      failures: unionOf(failures),
      failureGuards: failures.map((event) => `${event.guard}(outcome)`).join(' || '),
    },
  };
}

function eventsNamed(style: TypeStyle, refs: readonly NameRef[]): readonly MessageNames[] {
  const ids = [...new Set(refs.map((ref) => ref.name))].filter((id) => style.catalog.events.has(id));
  return ids.flatMap((id) => style.names.messages.get(id) ?? []).sort((a, b) => compareText(a.message, b.message));
}

function unionOf(events: readonly MessageNames[]): string {
  return events.length === 0 ? 'never' : events.map((event) => event.message).join(' | ');
}

function importEvent({ file, message, guard }: MessageNames): string {
  return `import { ${guard}, type ${message} } from '../events/${file}.js';`;
}

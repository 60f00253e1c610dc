import type { Random } from '../../../runtime/testing/random.js';
import { type CatalogSpec, type CommandSpec, listsOf, type SagaSpec, type StepSpec, stepsOf } from './saga-spec.js';

/** Changes a catalog in place, or says that there is nothing to change. */
type Edit = (spec: CatalogSpec, saga: SagaSpec, random: Random) => boolean;

/** A command that no saga had before. */
function newCommand(spec: CatalogSpec, name: string): string {
  const retry = { attempts: 2, backoff: 'fixed', delay: '1s', jitter: 'none' };
  spec.commands[name] = {
    handler: 'participant',
    success: [`${name}Done`],
    failure: [`${name}Refused`],
    timeout: '5s',
    retry,
  };
  for (const event of [`${name}Done`, `${name}Refused`]) spec.events[event] = { payload: {} };
  return name;
}

function someStep(saga: SagaSpec, random: Random, isFit: (step: StepSpec) => boolean): StepSpec | undefined {
  const fit = stepsOf(saga.steps).filter(isFit);
  return fit.length === 0 ? undefined : random.pick(fit);
}

/** An edit of one step of a form. */
function onStep(
  isFit: (step: StepSpec) => boolean,
  change: (step: StepSpec, spec: CatalogSpec, random: Random) => void,
): Edit {
  return (spec, saga, random) => {
    const step = someStep(saga, random, isFit);
    if (step !== undefined) change(step, spec, random);
    return step !== undefined;
  };
}

const isDo = ({ do: command }: StepSpec): boolean => command !== undefined;
const isAwait = ({ await: events }: StepSpec): boolean => events !== undefined;

/** An edit of the answers to some command of the saga. */
function onCommand(change: (command: CommandSpec, name: string, spec: CatalogSpec) => boolean): Edit {
  return (spec, saga, random) => {
    const sent = stepsOf(saga.steps).flatMap(({ do: does, undo, check }) =>
      [does, undo, check].filter((name) => name !== undefined),
    );
    const name = sent.length === 0 ? undefined : random.pick(sent);
    const command = name === undefined ? undefined : spec.commands[name];
    return name !== undefined && command !== undefined && change(command, name, spec);
  };
}

/** What people do to sagas, by name. */
export const EDITS: Readonly<Record<string, Edit>> = {
  'add a step': (spec, saga, random) => {
    const list = random.pick(listsOf(saga.steps));
    const step = random.chance(0.8)
      ? { name: 'Fresh', do: newCommand(spec, 'Fresh'), undo: newCommand(spec, 'UndoFresh') }
      : { name: 'Fresh', wait: '2s' };
    list.splice(random.between(0, list.length), 0, step);
    return true;
  },
  'remove a step': (_spec, saga, random) => {
    const list = random.pick(listsOf(saga.steps));
    return list.splice(random.between(0, list.length - 1), 1).length > 0;
  },
  'swap two steps': (_spec, saga, random) => {
    const list = random.pick(listsOf(saga.steps));
    const at = random.between(0, list.length - 2);
    const [one, two] = [list[at], list[at + 1]];
    if (one === undefined || two === undefined) return false;
    list.splice(at, 2, two, one);
    return true;
  },
  'move a step elsewhere': (_spec, saga, random) => {
    const from = random.pick(listsOf(saga.steps));
    const [step] = from.splice(random.between(0, from.length - 1), 1);
    if (step === undefined) return false;
    const to = random.pick(listsOf(saga.steps));
    to.splice(random.between(0, to.length), 0, step);
    return true;
  },
  'put a step into a group': (_spec, saga, random) => {
    const list = random.pick(listsOf(saga.steps));
    const at = random.between(0, list.length - 1);
    const step = list[at];
    if (step === undefined) return false;
    list.splice(at, 1, { name: 'Around', parallel: [[step], [{ name: 'Idle', wait: '1s' }]] });
    return true;
  },
  'rename a step': onStep(
    (step) => isDo(step) || isAwait(step),
    (step) => {
      step.renamedFrom = step.name;
      step.name = `${step.name}New`;
    },
  ),
  'send another command': onStep(isDo, (step, spec) => {
    step.do = newCommand(spec, 'Another');
    delete step.onFailure;
  }),
  'remove an undo': onStep(
    (step) => isDo(step) && step.undo !== undefined,
    (step, _spec, random) => {
      delete step.undo;
      if (random.chance(0.5)) step.noUndo = 'For good.';
    },
  ),
  'add an undo': onStep(
    (step) => isDo(step) && step.undo === undefined,
    (step, spec) => {
      step.undo = newCommand(spec, 'UndoMore');
    },
  ),
  'change an undo': onStep(
    (step) => isDo(step) && step.undo !== undefined,
    (step, spec) => {
      step.undo = newCommand(spec, 'UndoOther');
    },
  ),
  'remove a check': onStep(
    ({ check }) => check !== undefined,
    (step) => {
      delete step.check;
    },
  ),
  'turn optional': onStep(
    (step) => isDo(step) || isAwait(step),
    (step) => {
      step.optional = step.optional !== true;
    },
  ),
  'move the pivot': (_spec, saga, random) => {
    for (const step of stepsOf(saga.steps)) delete step.pivot;
    const step = random.pick([...saga.steps, { name: 'nothing' }]);
    if (isDo(step) || isAwait(step)) step.pivot = true;
    return true;
  },
  'guard a step': onStep(isDo, (step) => {
    step.when = 'Heard';
  }),
  'await another event': onStep(isAwait, (step) => {
    step.await = ['Maybe'];
  }),
  'await one more event': onStep(isAwait, (step) => {
    step.await = [...(step.await ?? []), 'Maybe'];
  }),
  'await no failure': onStep(
    (step) => isAwait(step) && step.failure?.length === 1 && step.onFailure?.['No'] === undefined,
    (step) => {
      step.failure = [];
    },
  ),
  'wait shorter': onStep(
    (step) => isAwait(step) && step.timeout !== undefined,
    (step) => {
      step.timeout = '1s';
    },
  ),
  'drop early events': onStep(isAwait, (step) => {
    step.early = step.early === 'drop' ? 'keep' : 'drop';
  }),
  'pause longer': onStep(
    ({ wait }) => wait !== undefined,
    (step) => {
      step.wait = '20s';
    },
  ),
  'end early no more': onStep(
    ({ until }) => until !== undefined,
    (step) => {
      delete step.until;
    },
  ),
  'more rounds': onStep(
    ({ forEach }) => forEach !== undefined,
    (step) => {
      step.forEach = (step.forEach ?? 0) + 1;
    },
  ),
  'drop a handler': onStep(
    ({ onFailure }) => onFailure !== undefined,
    (step) => {
      delete step.onFailure;
    },
  ),
  'handle a timeout': onStep(
    (step) => isDo(step) && step.onFailure?.['timeout'] === undefined,
    (step) => {
      // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
      step.onFailure = { ...step.onFailure, timeout: { steps: [], then: 'skip' } };
    },
  ),
  'one more success': onCommand((command, name, spec) => {
    spec.events[`${name}AlsoDone`] = { payload: {} };
    return command.success.push(`${name}AlsoDone`) > 0;
  }),
  'one more failure': onCommand((command, name, spec) => {
    spec.events[`${name}AlsoRefused`] = { payload: {} };
    return command.failure.push(`${name}AlsoRefused`) > 0;
  }),
  'one failure less': onCommand((command) => command.failure.pop() !== undefined),
  'leave something behind': onCommand(({ failure: [failure] }, _name, { events }) => {
    const event = failure === undefined ? undefined : events[failure];
    if (event === undefined || event.effect !== undefined) return false;
    event.effect = 'unknown';
    return true;
  }),
  'turn retryable': onCommand(({ failure: [failure] }, _name, { events }) => {
    const event = failure === undefined ? undefined : events[failure];
    if (event === undefined) return false;
    event.retryable = event.retryable !== true;
    return true;
  }),
  'cancel no more': (_spec, saga) => saga.cancelOn.splice(0).length > 0,
  'hear no more': (_spec, saga) => saga.hears.splice(0).length > 0,
  'end otherwise': (spec, saga) => {
    spec.events['OrderClosed'] = { payload: {} };
    saga.abort = ['OrderClosed'];
    return true;
  },
  'another deadline': (_spec, saga) => {
    saga.deadline = '10s';
    return true;
  },
  'another correlation': (_spec, saga) => {
    saga.correlation = 'basketId';
    return true;
  },
  'another start': (_spec, saga) => {
    saga.start = 'OrderAsked';
    return true;
  },
  'another service': (_spec, saga) => {
    saga.service = 'shop';
    return true;
  },
  'may repeat': (_spec, saga) => {
    saga.repeat = true;
    return true;
  },
  'remove the saga': (spec) => {
    delete spec.sagas['Checkout'];
    return true;
  },
  'nothing but a summary': () => true,
};

import type { CliCommand } from '../context.js';

export interface CommandEntry {
  readonly id: string;
  readonly summary: string;
  /** Loads the command's code: a run needs one of them. */
  readonly load: () => Promise<CliCommand>;
}

/** Every command, sorted by id. */
export const commands: readonly CommandEntry[] = [
  {
    id: 'accept',
    summary: 'agree to a break that `sagac compat` finds, with a reason',
    load: async () => (await import('./accept.js')).acceptCommand,
  },
  {
    id: 'baseline',
    summary: 'keep the findings that are accepted for now',
    load: async () => (await import('./baseline.js')).baselineCommand,
  },
  {
    id: 'can-i-deploy',
    summary: 'tell whether a service fits what runs in an environment',
    load: async () => (await import('./can-i-deploy.js')).canIDeployCommand,
  },
  {
    id: 'changelog',
    summary: 'write release notes: what changed since an earlier state',
    load: async () => (await import('./changelog.js')).changelogCommand,
  },
  {
    id: 'compat',
    summary: 'tell who breaks, reading what, between versions of a catalog or of schemas',
    load: async () => (await import('./compat.js')).compatCommand,
  },
  {
    id: 'config',
    summary: 'print the settings as they count, each with where it comes from',
    load: async () => (await import('./config.js')).configCommand,
  },
  {
    id: 'diff-driver',
    summary: 'show in `git diff` what a change means and who breaks',
    load: async () => (await import('./diff-driver.js')).diffDriverCommand,
  },
  {
    id: 'dlq',
    summary: 'look after dead letters at a broker: see, replay, discard them',
    load: async () => (await import('./dlq.js')).dlqCommand,
  },
  {
    id: 'explain',
    summary: 'tell what a finding means and what to do about it',
    load: async () => (await import('./explain.js')).explainCommand,
  },
  {
    id: 'generate',
    summary: 'write the types, schemas and orchestrators that sagac.yaml asks for',
    load: async () => (await import('./generate.js')).generateCommand,
  },
  {
    id: 'import',
    summary: 'take in schemas and documents that teams already have',
    load: async () => (await import('./import.js')).importCommand,
  },
  {
    id: 'init',
    summary: 'begin a catalog with a whole example: the checkout of a shop',
    load: async () => (await import('./init.js')).initCommand,
  },
  {
    id: 'lint',
    summary: 'find what is missing or wrong in a catalog, and repair it',
    load: async () => (await import('./lint.js')).lintCommand,
  },
  {
    id: 'list',
    summary: 'list the definitions of a catalog',
    load: async () => (await import('./list.js')).listCommand,
  },
  {
    id: 'ops',
    summary: 'look after running and stuck instances in a store',
    load: async () => (await import('./ops.js')).opsCommand,
  },
  {
    id: 'outbox',
    summary: 'see what waits in an outbox, and what it has given up',
    load: async () => (await import('./outbox.js')).outboxCommand,
  },
  {
    id: 'run',
    summary: 'run a saga with stand-in participants, let it fail, kill it, resume it',
    load: async () => (await import('./run.js')).runCommand,
  },
  {
    id: 'show',
    summary: 'show one definition with all that is known of it',
    load: async () => (await import('./show.js')).showCommand,
  },
  {
    id: 'simulate',
    summary: 'try every way in which sagas and flows can fail, before any code exists',
    load: async () => (await import('./simulate.js')).simulateCommand,
  },
  {
    id: 'snapshot',
    summary: 'write a catalog to one file, to compare with later',
    load: async () => (await import('./snapshot.js')).snapshotCommand,
  },
  {
    id: 'test-rules',
    summary: 'run the examples of the rules that a catalog has of its own',
    load: async () => (await import('./test-rules.js')).testRulesCommand,
  },
];

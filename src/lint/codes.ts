import { defineDiagnostics } from '../diagnostics/index.js';
import { anyOf } from '../model/facts/name-list.js';

/** What the engine itself says about settings and suppressions; rules speak under their own ids. */
export const lintDiagnostics = defineDiagnostics({
  'unknown-rule': {
    severity: 'error',
    message: (p: { id: string }) => `\`${p.id}\` is no lint rule.`,
    help: () => 'Correct the id, or take the entry out of `lint.rules`.',
  },
  'invalid-rule-options': {
    severity: 'error',
    message: (p: { id: string; problem: string }) => `The options of \`${p.id}\` are wrong: ${p.problem}.`,
    help: (p) => `Correct the options of \`${p.id}\` under \`lint.rules\`.`,
  },
  'rule-fails': {
    severity: 'error',
    message: (p: { id: string; plugin: string; problem: string }) =>
      `The rule \`${p.id}\` of \`${p.plugin}\` ${p.problem}.`,
    help: (p) => `Repair the rule, or switch it off: \`rules: { ${p.id}: off }\`.`,
  },
  'condition-fails': {
    severity: 'error',
    message: (p: { id: string; problem: string; of?: string }) =>
      `A condition of the rule \`${p.id}\` cannot be worked out${p.of === undefined ? '' : ` for the ${p.of}`}: ${p.problem}.`,
    help: () => 'Ask first whether what it needs is there, such as `"x-team" in written && ...`.',
  },
  'invalid-condition': {
    severity: 'error',
    message: (p: { rule: string; key: string; problem: string; of?: string }) =>
      `\`${p.key}\` of \`${p.rule}\` is no CEL${p.of === undefined ? '' : ` about a ${p.of}`}: ${p.problem}.`,
    help: () => 'Correct it; docs/custom-rules.md lists what conditions may use.',
  },
  'invalid-plugin': {
    severity: 'error',
    message: (p: { plugin: string; problem: string }) => `The plugin \`${p.plugin}\` ${p.problem}.`,
    help: () => 'Correct it, or take it out of `lint.plugins`.',
  },
  'override-without-files': {
    severity: 'warning',
    message: (p: { pattern: string }) => `No file with definitions fits \`${p.pattern}\`.`,
    help: () => 'Correct the glob, which starts at the folder of the catalog, or take the override out.',
  },
  'invalid-ignore': {
    severity: 'warning',
    message: (p: { problem: string }) => `This \`sagac-ignore\` comment ${p.problem}.`,
    help: () => 'Write `# sagac-ignore RULE -- reason`, with `until=2030-12-31` before the `--` where it is to end.',
  },
  'unused-ignore': {
    severity: 'warning',
    message: (p: { rules: readonly string[]; scope: 'file' | 'here' }) =>
      `Nothing ${p.scope === 'file' ? 'in this file' : 'here'} is found by ${anyOf(p.rules)}, so there is nothing to ignore.`,
    help: () => 'Take it out of the comment.',
    note: 'A comment that silences nothing today hides a mistake tomorrow.',
  },
  'expired-ignore': {
    severity: 'warning',
    message: (p: { until: string }) =>
      `This \`sagac-ignore\` comment ended with \`${p.until}\` and silences nothing any more.`,
    help: () => 'Repair what it was to silence, or give it a new date with a new reason.',
  },
});

/** Ids under which the engine reports on suppressions; `lint.rules` may set their severity as a rule's. */
export const IGNORE_CODES = ['expired-ignore', 'invalid-ignore', 'unused-ignore'] as const;

import { type Diagnostic, defineDiagnostics, printable } from '../diagnostics/index.js';
import { type CliContext, print } from './context.js';
import { EXIT, type ExitCode } from './exit.js';

/** Builds the diagnostics of wrong usage: nothing in a catalog is to blame for them. */
export const problem = defineDiagnostics({
  'catalog-not-found': {
    severity: 'error',
    message: (p: { folder: string }) => `There is no \`sagac.yaml\` in \`${p.folder}\`.`,
    help: () => 'Run `sagac init` to begin a catalog, or name the folder of one.',
  },
  'folder-not-found': {
    severity: 'error',
    message: (p: { path: string }) => `There is no folder \`${p.path}\`.`,
    help: () => 'Name the folder that holds `sagac.yaml`.',
  },
  'not-a-folder': {
    severity: 'error',
    message: (p: { path: string }) => `\`${p.path}\` is not a folder.`,
    help: () => 'Name the folder that holds `sagac.yaml`; a catalog is always read as a whole.',
  },
  'unknown-rule': {
    severity: 'error',
    message: (p: { id: string }) => `There is no rule \`${p.id}\`.`,
    help: () => 'Run `sagac explain` to see all of them.',
  },
  'unknown-code': {
    severity: 'error',
    message: (p: { id: string }) => `Nothing that sagac reports has the id \`${p.id}\`.`,
    help: () => 'Run `sagac explain` to see all of them.',
  },
  'unknown-format': {
    severity: 'error',
    message: (p: { format: string }) => `There is no format \`${p.format}\`.`,
  },
  'unknown-kind': {
    severity: 'error',
    message: (p: { kind: string }) => `There is no kind of definition called \`${p.kind}\`.`,
  },
  'unknown-name': {
    severity: 'error',
    message: (p: { name: string }) => `The catalog defines no \`${p.name}\`.`,
    help: () => 'Run `sagac list` to see all definitions.',
  },
  'file-outside': {
    severity: 'error',
    message: (p: { path: string }) => `\`${p.path}\` is not in the folder of the catalog.`,
    help: () => 'Name a file of definitions, from where you are.',
  },
  'file-not-found': {
    severity: 'error',
    message: (p: { path: string }) => `There is no file \`${p.path}\`.`,
    help: () => 'Name a file of definitions, from where you are.',
  },
  'no-custom-rules': {
    severity: 'error',
    message: () => 'The catalog has no rules of its own, so there is nothing to test.',
    help: () => 'Name a file with rules under `lint.plugins`; docs/custom-rules.md tells how to write them.',
  },
  'unknown-target': {
    severity: 'error',
    message: (p: { target: string }) => `\`sagac.yaml\` does not generate \`${p.target}\`.`,
  },
  'unsafe-without-fix': {
    severity: 'error',
    message: () => '`--unsafe` says which fixes to make, and none are asked for.',
    help: () => 'Add `--fix`, or `--fix-dry-run` to see them first.',
  },
  'fix-and-dry-run': {
    severity: 'error',
    message: () => '`--fix` writes files and `--fix-dry-run` does not: only one of them can be meant.',
    help: () => 'Leave one of the two away.',
  },
  'format-without-file': {
    severity: 'error',
    message: (p: { id: string }) => `\`--format ${p.id}=\` names no file.`,
    help: (p) => `Write \`--format ${p.id}=FILE\`, or \`--format ${p.id}\` for the standard output.`,
  },
  'several-formats-on-stdout': {
    severity: 'error',
    message: (p: { formats: string }) => `Only one format can go to the standard output, and ${p.formats} would.`,
    help: () => 'Send the others to files, such as `--format json=report.json`.',
  },
  'several-formats-in-a-file': {
    severity: 'error',
    message: (p: { path: string }) => `Two formats go to \`${p.path}\`: one would replace the other.`,
    help: () => 'Give each format a file of its own.',
  },
  'report-over-source': {
    severity: 'error',
    message: (p: { path: string }) => `\`${p.path}\` is a file of the catalog, and a report would replace it.`,
    help: () => 'Name another file.',
  },
  'would-overwrite': {
    severity: 'error',
    message: (p: { files: string; folder: string }) => `\`${p.folder}\` already has ${p.files}.`,
    help: () => 'Name a new folder: `sagac init my-catalog`.',
  },
  'unknown-saga': {
    severity: 'error',
    message: (p: { saga: string }) => `The catalog has no saga \`${p.saga}\`.`,
    help: () => 'Run `sagac list sagas` to see all of them.',
  },
  'unknown-process': {
    severity: 'error',
    message: (p: { name: string }) => `The catalog has no saga or flow \`${p.name}\`.`,
    help: () => 'Run `sagac list sagas` and `sagac list flows` to see all of them.',
  },
  'not-simulated': {
    severity: 'error',
    message: () => 'Nothing can be simulated while the catalog has errors.',
    help: () => 'Repair what is listed above first.',
  },
  'unknown-trace': {
    severity: 'error',
    message: (p: { number: number; found: string }) =>
      `There is no violation ${p.number}: the simulation found ${p.found}.`,
    help: () => 'Run without `--trace` to see all of them.',
  },
  'update-and-check': {
    severity: 'error',
    message: () => '`--update` writes the file and `--check` does not: only one of them can be meant.',
    help: () => 'Leave one of the two away.',
  },
  'table-of-a-part': {
    severity: 'error',
    message: (p: { flag: string; other: string }) =>
      `\`${p.flag}\` is about the failure modes of the whole catalog, and ${p.other} asks for a part.`,
    help: () => 'Leave one of the two away.',
  },
  'table-on-stdout': {
    severity: 'error',
    message: (p: { flag: string; format: string }) =>
      `\`--format ${p.format}\` would print a report where \`${p.flag}\` prints what it did.`,
    help: (p) => `Send the report to a file: \`--format ${p.format}=FILE\`.`,
  },
  'file-without-table': {
    severity: 'error',
    message: () => '`--file` names the file of the failure modes, and none is written or checked.',
    help: () => 'Add `--update` or `--check`.',
  },
  'chance-without-random': {
    severity: 'error',
    message: (p: { flag: string }) => `\`${p.flag}\` is about runs by chance, and all runs are asked for.`,
    help: () => 'Add the number of runs: `--random 10000`.',
  },
  'table-outside': {
    severity: 'error',
    message: (p: { path: string; reason: string }) =>
      `The failure modes cannot be kept in \`${p.path}\`: it ${p.reason}.`,
    help: () => 'Name a file in the folder of the catalog that ends in `.md`.',
  },
  'foreign-file': {
    severity: 'error',
    message: (p: { path: string }) => `\`${p.path}\` is there already, and \`sagac simulate\` did not write it.`,
    help: () => 'Move it away, or name another file with `--file`.',
  },
  'unknown-step': {
    severity: 'error',
    message: (p: { saga: string; step: string }) => `\`${p.saga}\` has no step or undo \`${p.step}\`.`,
  },
  'no-such-failure': {
    severity: 'error',
    message: (p: { step: string; event: string }) => `\`${p.step}\` cannot end with \`${p.event}\`.`,
  },
  'catalog-has-errors': {
    severity: 'error',
    message: (p: { saga: string }) => `\`${p.saga}\` cannot run while the catalog has errors.`,
    help: () => 'Repair what is listed above first.',
  },
  'wrong-start-data': {
    severity: 'error',
    message: (p: { reason: string }) => `The data given by \`--input\` cannot start the saga: ${p.reason}.`,
    help: () => 'Give a JSON object with the fields of the start message, or leave `--input` away for a sample.',
  },
  'nothing-to-resume': {
    severity: 'error',
    message: (p: { saga: string; store: string }) => `\`${p.store}\` holds no unfinished run of \`${p.saga}\`.`,
    help: () => 'Run without `--resume` to begin one.',
  },
  'unfinished-run': {
    severity: 'error',
    message: (p: { saga: string; store: string }) => `\`${p.store}\` holds an unfinished run of \`${p.saga}\`.`,
    help: () => 'Finish it with `--resume`, or name another file with `--store`.',
  },
  'driver-missing': {
    severity: 'error',
    message: (p: { reason: string }) => p.reason,
    help: () => 'Install it in the folder that sagac is installed in.',
  },
  'store-unusable': {
    severity: 'error',
    message: (p: { reason: string }) => p.reason,
    help: () => 'Name another file with `--store`.',
  },
  'too-deep': {
    severity: 'error',
    message: () => 'The definitions lead from one to the next more often than can be followed.',
    help: () => 'Look for types that refer to each other in a row of thousands, and shorten it.',
  },
  'out-not-a-folder': {
    severity: 'error',
    message: (p: { path: string }) => `\`${p.path}\` is not a folder, so nothing can be written below it.`,
    help: () => 'Name a folder with `--out`; it is made where it is not there yet.',
  },
  'watch-and-fix': {
    severity: 'error',
    message: () => '`--watch` looks again after each change, and a repair is one: they do not go together.',
    help: () => 'Run `sagac lint --fix` once, then `sagac lint --watch`.',
  },
  'baseline-unusable': {
    severity: 'error',
    message: (p: { place: string; reason: string }) => `The baseline cannot be used: ${p.reason} (${p.place}).`,
    help: () => 'Correct it, or delete it and write it anew with `sagac baseline write`.',
  },
  'no-baseline': {
    severity: 'error',
    message: (p: { path: string }) => `There is no baseline \`${p.path}\`.`,
    help: () => 'Write one with `sagac baseline write`.',
  },
  'baseline-of-errors': {
    severity: 'error',
    message: () => 'The rules cannot be asked, so nothing is known for a baseline.',
    help: () => 'Repair what is listed above first.',
  },
  'baseline-of-some-rules': {
    severity: 'error',
    message: () => 'A baseline is of all rules, and some are left out.',
    help: () => 'Let the plugins run: unset `SAGAC_NO_PLUGINS`.',
  },
  'allow-new-to-prune': {
    severity: 'error',
    message: () => '`--allow-new` adds findings, and `prune` only takes some out.',
    help: () => 'Leave the flag away, or use `sagac baseline write --allow-new`.',
  },
  'disk-refused': {
    severity: 'error',
    message: (p: { path: string; doing: string; code: string }) => `\`${p.path}\` cannot be ${p.doing} (${p.code}).`,
    help: () => 'Check that the path is right, that you may write there, and that the disk has room.',
  },
});

/** Tells what is wrong with the way the command was used, and gives the exit code for it. */
export function refuse(context: CliContext, ...diagnostics: readonly Diagnostic[]): ExitCode {
  for (const { message, help } of diagnostics) {
    print(context.io.err, `error: ${printable(message)}`);
    if (help !== undefined) print(context.io.err, `  help: ${printable(help)}`);
  }
  return EXIT.input;
}

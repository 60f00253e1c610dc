import { defineDiagnostics } from '../diagnostics/index.js';

/** Everything that is said about targets, their options and their output folders. */
export const generateDiagnostic = defineDiagnostics({
  'unknown-target': {
    severity: 'error',
    message: ({ target }: { target: string }) => `There is no target \`${target}\`.`,
  },
  'target-not-configured': {
    severity: 'error',
    message: ({ target, settings }: { target: string; settings: string }) =>
      `The target \`${target}\` is not listed in \`${settings}\`.`,
    help: ({ target }) => `Add \`- { target: ${target}, out: generated/${target} }\` to \`generate\`.`,
  },
  'invalid-target-option': {
    severity: 'error',
    message: ({ target, problem }: { target: string; problem: string }) => `The target \`${target}\`: ${problem}.`,
  },
  'unsafe-output-path': {
    severity: 'error',
    message: ({ path, problem }: { path: string; problem: string }) => `The output path \`${path}\` ${problem}.`,
    help: () => 'Rename the definition or the folder that it comes from.',
  },
  'output-path-clash': {
    severity: 'error',
    message: ({ path, other }: { path: string; other: string }) =>
      path === other
        ? `Two files would be written to \`${path}\`.`
        : `\`${path}\` and \`${other}\` are one file on a disk that ignores case.`,
    help: () => 'Give each target an output folder of its own, or rename one of the definitions.',
  },
  'generated-name-clash': {
    severity: 'warning',
    message: ({ wanted, given, one, other }: { wanted: string; given: string; one: string; other: string }) =>
      `The ${one} has to export \`${given}\` in TypeScript: \`${wanted}\` is already a name of the ${other}.`,
    help: () => 'Rename one of them, so that the generated names are those that people expect.',
  },
  'avro-ambiguous-union': {
    severity: 'error',
    message: ({ union, type }: { union: string; type: string }) =>
      `Avro tells the cases of \`${union}\` apart by their types, and \`${type}\` stands there twice.`,
    help: () => 'Give each case a type of its own.',
  },
  'avro-endless-type': {
    severity: 'error',
    message: ({ type }: { type: string }) => `\`${type}\` contains itself, which Avro allows only for records.`,
    help: () => 'Give it `fields`, with the list or map in one of them.',
  },
  'avro-name-clash': {
    severity: 'error',
    message: ({ one, other, name }: { one: string; other: string; name: string }) =>
      `\`${one}\` and \`${other}\` are both \`${name}\` in Avro, whose names have only letters, digits and \`_\`.`,
    help: () => 'Rename one of them.',
  },
  'saga-step-name': {
    severity: 'error',
    message: ({ step }: { step: string }) =>
      `No step of a generated saga can be called \`${step}\`: every JavaScript object has something of that name.`,
    help: () => 'Give the step a `name` of its own.',
  },
  'avro-default-dropped': {
    severity: 'warning',
    message: ({ field }: { field: string }) => `The default of \`${field}\` cannot be written in Avro and is left out.`,
    help: () => 'Check that the default fits the type; defaults of `oneOf` types have no form in Avro.',
  },
  'manifest-unreadable': {
    severity: 'error',
    message: ({ path, problem }: { path: string; problem: string }) => `The manifest \`${path}\` ${problem}.`,
    help: () => 'Restore it from version control, or run `sagac generate --force` to write the folder anew.',
  },
  'generated-file-edited': {
    severity: 'error',
    message: ({ path, deletes }: { path: string; deletes: boolean }) =>
      `\`${path}\` was changed after sagac wrote it, and would be ${deletes ? 'deleted' : 'overwritten'}.`,
    help: () => 'Move your change out of the generated file, or run `sagac generate --force` to lose it.',
  },
  'file-in-the-way': {
    severity: 'error',
    message: ({ path, what }: { path: string; what: string }) =>
      `\`${path}\` is ${what} that sagac did not write, and stands where a generated file belongs.`,
    help: () => 'Move it away, or choose another `out` folder; `--force` overwrites files, never folders or links.',
  },
  'output-leaves-catalog': {
    severity: 'error',
    message: ({ path }: { path: string }) => `\`${path}\` leads out of the catalog through a symbolic link.`,
    help: () => 'Replace the link by a real folder, or choose another `out` folder.',
  },
  'left-over-output': {
    severity: 'warning',
    message: ({ folder }: { folder: string }) =>
      `\`${folder}\` holds files of a target that \`sagac.yaml\` does not list any more.`,
    help: () => 'Delete the folder, or list its target again.',
  },
  'output-not-written': {
    severity: 'error',
    message: ({ path, reason }: { path: string; reason: string }) => `\`${path}\` could not be written: ${reason}.`,
    help: () => 'Nothing was changed; mend the cause and run `sagac generate` again.',
  },
  'generated-file-stale': {
    severity: 'error',
    message: ({ path }: { path: string }) => `\`${path}\` is not what the catalog says now.`,
    help: () => 'Run `sagac generate` and commit what it writes.',
  },
  'generated-file-missing': {
    severity: 'error',
    message: ({ path }: { path: string }) => `\`${path}\` has not been generated.`,
    help: () => 'Run `sagac generate` and commit what it writes.',
  },
  'generated-file-surplus': {
    severity: 'error',
    message: ({ path }: { path: string }) => `\`${path}\` belongs to nothing in the catalog any more.`,
    help: () => 'Run `sagac generate`, which deletes it.',
  },
});

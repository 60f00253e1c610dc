import { defineDiagnostics } from '../diagnostics/index.js';
import { countOf } from '../model/facts/name-list.js';

/** Two files on one path. */
interface PathClash {
  readonly path: string;
  /** The path of the earlier one. */
  readonly other: string;
  /** How many pairs there are besides. */
  readonly more: number;
  /** Their targets, where they are of two entries. */
  readonly otherTarget?: string;
  readonly target?: string;
}

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
  'unknown-service': {
    severity: 'error',
    message: ({ service }: { service: string }) => `There is no service \`${service}\` in the catalog.`,
    help: () => 'Run `sagac list services` to see all of them.',
  },
  'idle-service': {
    severity: 'warning',
    message: ({ service }: { service: string }) =>
      `The service \`${service}\` sends, handles and consumes nothing, so there is nothing to generate for it.`,
    help: () => 'Name it as `producer`, `handler`, `consumers` or `senders` of a message, or as `service` of a saga.',
  },
  'target-module-unusable': {
    severity: 'error',
    message: ({ target, problem }: { target: string; problem: string }) => `The target \`${target}\` ${problem}.`,
    help: () => 'docs/generate.md tells how a module that is a target is written.',
  },
  'target-module-fails': {
    severity: 'error',
    message: ({ target, problem }: { target: string; problem: string }) => `The target \`${target}\` ${problem}.`,
    help: () => 'Mend the module; it has to give a list `files` of `{ path, text }` and a list `diagnostics`.',
  },
  'target-code-refused': {
    severity: 'error',
    message: ({ target }: { target: string }) => `The target \`${target}\` is code, which is not to run.`,
    help: () => 'Run without `--no-plugins` and `SAGAC_NO_PLUGINS`, or choose other targets with `--only`.',
  },
  'template-broken': {
    severity: 'error',
    message: ({ file, problem }: { file: string; problem: string }) =>
      `The template \`${file}\` cannot be filled: ${problem}.`,
    help: () => 'Mend it, or delete it to use the built-in one again.',
  },
  'templates-unreadable': {
    severity: 'error',
    message: ({ folder, problem }: { folder: string; problem: string }) =>
      `The folder \`${folder}\` of templates ${problem}.`,
    help: () => 'Name a folder inside the catalog that holds templates such as `message.hbs`.',
  },
  'no-such-template': {
    severity: 'error',
    message: ({ file, target }: { file: string; target: string }) =>
      `\`${file}\` takes the place of no template of the target \`${target}\`.`,
  },
  'unsafe-output-path': {
    severity: 'error',
    message: ({ path, problem }: { path: string; problem: string }) => `The output path \`${path}\` ${problem}.`,
    help: () => 'Rename the definition or the folder that it comes from.',
  },
  'output-path-clash': {
    severity: 'error',
    message: ({ path, other, more, otherTarget, target }: PathClash) => {
      const who = target === undefined ? 'Two files' : `A file of \`${otherTarget}\` and one of \`${target}\``;
      const also = more === 0 ? '' : `, and so would ${countOf(more, 'other pair')}`;
      return path === other
        ? `${who} would be written to \`${path}\`${also}.`
        : `${who} are \`${other}\` and \`${path}\`, one file on a disk that ignores case${also.replace('so would', 'so are')}.`;
    },
    help: () => 'Give each target an output folder of its own, or rename one of the definitions.',
  },
  'file-renamed': {
    severity: 'info',
    message: ({ one, given, reason }: { one: string; given: string; reason: string }) =>
      `The ${one} is in \`${given}\`: ${reason}.`,
    help: () => 'Rename the definition, if people should find it by its name.',
  },
  'generated-name-clash': {
    severity: 'warning',
    message: ({ wanted, given, one, other }: { wanted: string; given: string; one: string; other: string }) =>
      `The ${one} has to export \`${given}\` in TypeScript: \`${wanted}\` is already a name of the ${other}.`,
    help: () => 'Rename one of them, so that the generated names are those that people expect.',
  },
  'upcast-majors-alike': {
    severity: 'warning',
    message: ({ message, version }: { message: string; version: string }) =>
      `Two majors of \`${message}\` have the name and the first part of the version ${version} in common, so nothing can tell them apart.`,
    help: () => 'Give each its own `version`; until then there is no upcaster from any major to the newest.',
  },
  'validator-schema-refused': {
    severity: 'error',
    message: ({ one, reason }: { one: string; reason: string }) =>
      `No validator can be made of the ${one}: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}`,
    help: () => 'Repair the `schema` that stands in it, or leave the target `validators` out.',
  },
  'validators-share-folder': {
    severity: 'error',
    message: ({ out }: { out: string }) =>
      `\`${out}\` is the folder of the target \`typescript\`, whose files have the same names as the validators.`,
    help: () => 'Give the target `validators` an `out` folder of its own.',
  },
  'flow-renamed': {
    severity: 'info',
    message: ({ flow, id }: { flow: string; id: string }) =>
      `The flow \`${flow}\` is called \`${id}\` in EventCatalog, where a saga has that name.`,
    help: () => 'Rename one of them, if people should find both by their names.',
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
  'asyncapi-info-incomplete': {
    severity: 'info',
    message: ({ options }: { options: string }) =>
      `AsyncAPI documents are written without what only you know: ${options}.`,
    help: () => 'Give them as options of the target `asyncapi`; linters of AsyncAPI ask for them.',
  },
  'protobuf-lock-clash': {
    severity: 'error',
    message: ({ file, problem }: { file: string; problem: string }) => `\`${file}\` contradicts itself: ${problem}.`,
    help: () =>
      'Two branches gave it, probably. Keep the line that is in use and delete the other: its field gets the next free number.',
  },
  'protobuf-lock-unreadable': {
    severity: 'error',
    message: ({ file, problem }: { file: string; problem: string }) => `\`${file}\` cannot be read: ${problem}.`,
    help: () =>
      'Restore it from version control. Without it fields would get other numbers, and stored messages be lost.',
  },
  'protobuf-name-clash': {
    severity: 'warning',
    message: ({ one, other, wanted, given }: { one: string; other: string; wanted: string; given: string }) =>
      `The ${one} is \`${given}\` in Protobuf: \`${wanted}\` is already the name of the ${other}.`,
    help: () => 'Rename one of them, so that the generated names are those that people expect.',
  },
  'sql-unknown-database': {
    severity: 'warning',
    message: ({ service, needs, store }: { service: string; needs: string; store?: string }) =>
      `The service \`${service}\` has ${needs}, and ${store === undefined ? 'no `store`' : `its store is \`${store}\``}: no SQL is written for it.`,
    help: () => 'Set `store: postgres` or `store: sqlite` on the service, or give the target `sql` a `dialect`.',
  },
  'consumer-groups-differ': {
    severity: 'warning',
    message: ({ service, channel, group, other }: { service: string; channel: string; group: string; other: string }) =>
      `\`${service}\` reads \`${channel}\` as the groups \`${group}\` and \`${other}\`, and its generated consumer as \`${group}\` alone.`,
    help: () => 'Name one group for all events of the channel.',
  },
  'reaction-guard-invalid': {
    severity: 'error',
    message: ({ guard, problem }: { guard: string; problem: string }) =>
      `The guard \`${guard}\` of a reaction cannot be answered: ${problem}.`,
    help: () => 'Ask for fields of the event, and of others only behind `has(seen.Name)`.',
  },
  'reaction-time-unknown': {
    severity: 'error',
    message: ({ at }: { at: string }) => `No event that the reaction knows for sure has the time \`${at}\`.`,
    help: () => 'Write `Event.field`, with an event that it reacts to or that it `needs`.',
  },
  'topic-name-refused': {
    severity: 'warning',
    message: ({ channel, problem }: { channel: string; problem: string }) =>
      `The channel \`${channel}\` ${problem}: nothing makes it.`,
    help: () => 'Rename the channel, or make it by hand under a name that the broker takes.',
  },
  'topics-not-made': {
    severity: 'info',
    message: ({ broker, channels }: { broker: string; channels: string }) =>
      broker === ''
        ? `The catalog does not say on which broker ${channels} should be: nothing but \`topics.yaml\` tells of it.`
        : `There is no script for \`${broker}\`: nothing but \`topics.yaml\` tells of ${channels}.`,
    help: ({ broker }) =>
      broker === '' ? 'Set `broker` on the channel, or for all under `defaults.channel`.' : undefined,
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
  'output-of-another-run': {
    severity: 'error',
    message: ({ folder, others, by, now }: TakenFolders) =>
      `\`${folder}\`${others > 0 ? ` and ${countOf(others, 'other folder')} were` : ' was'} generated for ${scopeText(by)}, and would now be for ${scopeText(now)}.`,
    help: () =>
      'Write to another folder with `--out`, or run `sagac generate --force` to replace what is there by this.',
  },
  'output-leaves-catalog': {
    severity: 'error',
    message: ({ path }: { path: string }) =>
      `\`${path}\` leads out of the folder that is written to through a symbolic link.`,
    help: () => 'Replace the link by a real folder, or choose another `out` folder.',
  },
  'left-over-output': {
    severity: 'warning',
    message: ({ folder }: { folder: string }) =>
      `\`${folder}\` holds files of a target that \`sagac.yaml\` does not list any more.`,
    help: () => 'Delete the folder, or list its target again.',
  },
  'output-inside-catalog': {
    severity: 'error',
    message: ({ folder }: { folder: string }) =>
      `\`${folder}\` is inside the catalog, where files are read as definitions.`,
    help: () => 'Name a folder outside of the catalog with `--out`; `out` in `sagac.yaml` names those inside.',
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

interface TakenFolders {
  readonly folder: string;
  /** How many other folders are as this one. */
  readonly others: number;
  /** The service that they were generated for, and the one that they would be for now; none is the whole catalog. */
  readonly by: string | undefined;
  readonly now: string | undefined;
}

function scopeText(service: string | undefined): string {
  return service === undefined ? 'the whole catalog' : `the service \`${service}\` alone`;
}

import { capital, defineDiagnostics } from '../diagnostics/index.js';

/** Largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 5_000_000;
/** Deepest nesting of maps and lists, aliases followed. */
export const MAX_DEPTH = 64;
/** Most nodes that the aliases of one file may stand for. */
export const MAX_ALIASED_NODES = 100_000;

/** Builds the diagnostics of reading: files, YAML, shape and `$ref`s. */
export const report = defineDiagnostics({
  // Files
  'settings-missing': {
    severity: 'error',
    message: () => 'There is no `sagac.yaml` here.',
    help: (p: { near?: string }) =>
      p.near ? `Rename \`${p.near}\` to \`sagac.yaml\`.` : 'Run `sagac init`, or name the folder of a catalog.',
  },
  'settings-empty': {
    severity: 'error',
    message: () => '`sagac.yaml` is empty.',
    help: () => 'Give the catalog a name: `catalog: shop`.',
  },
  'file-unreadable': {
    severity: 'error',
    message: (p: { file: string; code: string }) => `\`${p.file}\` cannot be read (${p.code}).`,
    help: unreadableHelp,
  },
  'file-too-large': {
    severity: 'error',
    message: (p: { file: string; bytes: number }) =>
      `\`${p.file}\` has ${p.bytes} bytes, more than the ${MAX_FILE_BYTES} that are read.`,
    help: () => 'Split the definitions over several files.',
  },
  'file-not-utf8': {
    severity: 'error',
    message: (p: { file: string; encoding?: string }) =>
      p.encoding ? `\`${p.file}\` is ${p.encoding}, not UTF-8.` : `\`${p.file}\` has bytes that are not UTF-8.`,
    help: () => 'Save the file as UTF-8.',
  },
  'file-not-definitions': {
    severity: 'error',
    message: (p: { file: string; is: string }) =>
      `\`${p.file}\` must be a map of sections such as \`events\`, but is ${p.is}.`,
    help: () =>
      'Begin with a section: `events:`, `commands:`, `services:`, `types:`, `channels:`, `sagas:` or `flows:`.',
  },

  // YAML
  'yaml-syntax': {
    severity: 'error',
    message: (p: { problem: string }) => `This is not valid YAML: ${p.problem}.`,
    help: () => 'Correct this line; a text with characters that mean something in YAML goes into quotes.',
  },
  'yaml-tab': {
    severity: 'error',
    message: () => 'A tab stands where YAML wants spaces.',
    help: () => 'Indent with spaces.',
  },
  'yaml-too-deep': {
    severity: 'error',
    message: () => `Maps and lists are nested more than ${MAX_DEPTH} deep here.`,
    help: () => 'Flatten it, or give the inner part a name of its own under `types`.',
  },
  'yaml-several-documents': {
    severity: 'error',
    message: () => 'A second YAML document begins here, and only the first is read.',
    help: () => 'Remove the `---`, or move what follows to a file of its own.',
  },
  'yaml-duplicate-key': {
    severity: 'error',
    message: (p: { key: string }) => `\`${p.key}\` stands twice in this map.`,
    help: () => 'Keep one of the two, or rename one.',
  },
  'yaml-key-not-text': {
    severity: 'error',
    message: (p: { is: string }) => `A key must be text, but this one is ${p.is}.`,
    help: (p: { is: string; quoted?: string }) => (p.quoted ? `Quote it: \`${p.quoted}\`.` : 'Write a name.'),
  },
  'yaml-merge-key': {
    severity: 'error',
    message: () => '`<<` merges maps in YAML 1.1 only, and a catalog is YAML 1.2.',
    help: () => 'Write the keys out, or share the whole value with an alias.',
  },
  'yaml-unknown-alias': {
    severity: 'error',
    message: (p: { alias: string }) => `\`*${p.alias}\` stands for an anchor that does not come before it.`,
  },
  'yaml-alias-cycle': {
    severity: 'error',
    message: (p: { alias: string }) =>
      `\`*${p.alias}\` stands inside its own anchor, so the value would contain itself.`,
    help: () => 'Write the value out.',
  },
  'yaml-alias-bomb': {
    severity: 'error',
    message: () => `The aliases of this file stand for more than ${MAX_ALIASED_NODES} values.`,
    help: () => 'Use fewer aliases, or aliases of smaller values.',
  },
  'yaml-unknown-tag': {
    severity: 'error',
    message: (p: { tag: string }) => `The tag \`${p.tag}\` has no meaning in a catalog.`,
    help: () => 'Remove the tag.',
  },
  'yaml-bad-tag-value': {
    severity: 'error',
    message: (p: { tag: string; text: string }) => `\`${p.text}\` is not what the tag \`${p.tag}\` says.`,
    help: () => 'Remove the tag, or correct the value.',
  },
  'flow-list-suffix': {
    severity: 'error',
    message: (p: { written: string }) =>
      `YAML cannot read \`${p.written}\` in a map on one line: \`[\` begins a list there.`,
    help: (p: { written: string; safe: string }) => `Write \`${p.safe}\`, which means the same and is safe everywhere.`,
  },
  'flow-comma-in-type': {
    severity: 'error',
    message: (p: { written: string }) =>
      `YAML reads \`${p.written}\` in a map on one line as two keys: \`,\` ends a value there.`,
    help: (p: { written: string; safe: string }) => `Write \`${p.safe}\`, which means the same and is safe everywhere.`,
  },

  // Shape
  'unknown-key': {
    severity: 'error',
    message: (p: { key: string; place: string }) => `\`${p.key}\` is not a key of ${p.place}.`,
  },
  'missing-key': {
    severity: 'error',
    message: (p: { needs: string; place: string }) => `${capital(p.place)} needs ${p.needs}.`,
  },
  'invalid-value': {
    severity: 'error',
    message: (p: { subject: string; expects: string; is: string }) =>
      `${p.subject} must be ${p.expects}, but is ${p.is}.`,
  },
  'invalid-name': {
    severity: 'error',
    message: (p: { name: string; expects: string }) => `\`${p.name}\` cannot be a name here: it must be ${p.expects}.`,
  },
  'repeated-value': {
    severity: 'error',
    message: (p: { text: string; subject: string }) => `\`${p.text}\` stands twice in ${p.subject}.`,
    help: () => 'Remove one of the two.',
  },
  'output-outside': {
    severity: 'error',
    message: (p: { out: string }) => `The output folder \`${p.out}\` is not inside the catalog.`,
    help: () => 'Name a folder below the one of `sagac.yaml`, such as `generated/types`.',
  },

  // Lint settings and rules in other files
  'lint-source-missing': {
    severity: 'error',
    message: lintSourceProblem,
    help: lintSourceHelp,
  },
  'extends-cycle': {
    severity: 'error',
    message: (p: { circle: readonly string[] }) =>
      `These files extend each other in a circle: ${p.circle.map((file) => `\`${file}\``).join(' > ')}.`,
    help: () => 'Take this entry out, or move what both need to a third file.',
  },
  'extends-empty': {
    severity: 'error',
    message: (p: { file: string }) => `\`${p.file}\` is empty, so there is nothing to extend.`,
    help: () => 'Write lint settings into it, such as `rules: { thin-event: error }`, or take the entry out.',
  },
  'extends-not-settings': {
    severity: 'error',
    message: (p: { file: string; is: string }) => `\`${p.file}\` must be a map of lint settings, but is ${p.is}.`,
    help: () => 'Begin with what stands under `lint` in a `sagac.yaml`, such as `rules:`.',
  },
  'extends-whole-settings': {
    severity: 'error',
    message: () => 'This is a whole settings file, and `lint.extends` takes what stands under `lint`.',
    help: () => 'Move what stands under `lint` to a file of its own, without the key `lint`, and extend that one.',
  },
  'plugin-of-no-kind': {
    severity: 'error',
    message: (p: { file: string }) => `\`${p.file}\` is neither YAML nor a module, so it has no rules.`,
    help: () => 'Name a file that ends in `.yaml`, `.js`, `.mjs`, `.cjs`, `.ts` or `.mts`.',
  },
  'rules-empty': {
    severity: 'error',
    message: (p: { file: string }) => `\`${p.file}\` is empty, so it has no rules.`,
    help: () => 'Write `rules:` into it, or take it out of `lint.plugins`.',
  },

  // References to schema files
  'ref-outside': {
    severity: 'error',
    message: (p: { ref: string }) => `\`${p.ref}\` leads out of the catalog.`,
    help: () => 'Copy the schema into the catalog and refer to the copy.',
  },
  'ref-to-network': {
    severity: 'error',
    message: (p: { ref: string }) => `\`${p.ref}\` is on the network, and a catalog is read from disk alone.`,
    help: () => 'Copy the schema into the catalog and refer to the copy.',
  },
  'ref-file-missing': {
    severity: 'error',
    message: (p: { ref: string; file: string }) => `\`${p.ref}\` names the file \`${p.file}\`, which cannot be read.`,
    help: () => 'Correct the path: it starts at the folder of the file in which it is written.',
  },
  'ref-target-missing': {
    severity: 'error',
    message: (p: { ref: string; file: string }) => `\`${p.ref}\` points at nothing in \`${p.file}\`.`,
    help: () => 'Correct what stands behind `#`: keys from the top of the file, such as `#/$defs/Money`.',
  },
});

interface LintSourceParams {
  readonly key: 'extends' | 'plugins';
  readonly text: string;
  readonly problem: 'network' | 'absolute' | 'no-file' | 'no-package' | 'no-entry' | 'outside-package' | 'no-yaml';
  /** What was looked for. */
  readonly file?: string;
  /** The preset that it may have been meant to be. */
  readonly near?: string;
}

function lintSourceProblem({ key, text, problem, file }: LintSourceParams): string {
  switch (problem) {
    case 'network':
      return `\`${text}\` is on the network, and a catalog is read from disk alone.`;
    case 'absolute':
      return `\`${text}\` is a place on one machine, and the settings are for all of them.`;
    case 'no-file':
      return `There is no file \`${file ?? text}\`, which \`lint.${key}\` names.`;
    case 'no-package':
      return key === 'extends'
        ? `\`${text}\` is no preset, and no package of this name is installed.`
        : `There is no package \`${text}\`, which \`lint.plugins\` names.`;
    case 'no-entry':
      return `The package \`${text}\` has no ${key === 'extends' ? 'lint settings' : 'rules'} to give.`;
    case 'outside-package':
      return `\`${text}\` leads out of its package.`;
    case 'no-yaml':
      return `\`${file ?? text}\` is no YAML file, so it has no lint settings.`;
  }
}

function lintSourceHelp({ key, text, problem, near }: LintSourceParams): string {
  switch (problem) {
    case 'network':
      return 'Copy it to a file and name that, or install it as a package.';
    case 'absolute':
    case 'outside-package':
      return 'Name a file with `./` or `../`, from the file in which this is written, or a package.';
    case 'no-yaml':
      return 'Name a file that ends in `.yaml`.';
    case 'no-file':
      return 'Correct the path: it starts at the folder of the file in which it is written.';
    case 'no-package':
      if (near !== undefined) return `Did you mean \`${near}\`?`;
      if (/\.\w+$/.test(text)) return `Write \`./${text}\` for a file, or install the package.`;
      return `Run \`npm install --save-dev ${text}\`, or correct the name.`;
    case 'no-entry':
      return key === 'extends'
        ? 'It needs a `sagac-lint.yaml`, or a file named by `sagac` in its `package.json`.'
        : 'It needs a `main` or `exports` in its `package.json`, or a file named by `plugins` under `sagac` there.';
  }
}

function unreadableHelp({ file, code }: { readonly file: string; readonly code: string }): string {
  if (file.includes('\uFFFD')) return 'Rename it: its name is not UTF-8.';
  return UNREADABLE_HELP[code] ?? 'Check that the file can be opened, then run again.';
}

const UNREADABLE_HELP: Readonly<Record<string, string>> = {
  ENOENT: 'It vanished while it was being read: run again.',
  EACCES: 'Give yourself the right to read it.',
  EPERM: 'Give yourself the right to read it.',
  ENOTSUP: 'It is a device or a pipe: put a file in its place.',
  ELOOP: 'Remove the link that leads back to itself.',
};

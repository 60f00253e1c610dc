import { basename } from 'node:path';
import { Option } from 'commander';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import type { GenerateFlags } from '../generate-run.js';
import { currentText } from '../generate-text.js';
import { sparedFiles } from '../generate-unchanged.js';
import { kindBehindLinks, locateCatalog, outRootOf } from '../paths.js';
import { problem, refuse } from '../problems.js';
import { collect } from '../values.js';

/**
 * Tells builds of sagac apart that have one version: the name of a part of the bundle has a hash in it, of itself and of all
 * parts that it loads, and this one loads whatever reads, generates and writes.
 */
const BUILD = basename(import.meta.url);

/** `sagac generate`: writes what `sagac.yaml` asks for, or tells whether it is current. */
export const generateCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[dir]', 'folder of the catalog')
      .addOption(
        new Option('--check', 'write nothing; fail and show the difference when a file is not current').conflicts([
          'dryRun',
          'force',
        ]),
      )
      .option('--dry-run', 'write nothing; say what would be written')
      .option('--only <target>', 'this target only; may be repeated', collect)
      .option('--service <name>', 'only what this service needs')
      .option('--out <folder>', 'write below this folder instead of that of the catalog')
      .addOption(new Option('--watch', 'generate again after each change').conflicts(['check', 'dryRun', 'force']))
      .option('--force', 'overwrite generated files that were edited by hand')
      .option('--no-plugins', 'run no target that is code of the catalog')
      .option('--no-cache', 'look at everything, also where nothing has changed')
      .addHelpText('after', HELP)
      .action((dir: string | undefined, flags: GenerateFlags) => perform((context) => generate(context, dir, flags)));
  },
};

const HELP = `
Examples:
  $ sagac generate --check
  $ sagac generate ../catalog --service payment --out .
  $ sagac generate --only typescript --watch`;

async function generate(context: CliContext, dir: string | undefined, flags: GenerateFlags): Promise<ExitCode> {
  const { value: root, diagnostics } = locateCatalog(context.host, dir);
  if (root === undefined) return refuse(context, ...diagnostics);
  const outRoot = outRootOf(context.host, root, flags.out);
  const kind = kindBehindLinks(context.host, outRoot);
  if (kind !== undefined && kind !== 'folder') {
    return refuse(context, problem('out-not-a-folder', undefined, { path: flags.out ?? '' }));
  }
  const run = { context, root, outRoot, flags, build: BUILD };
  if (flags.watch) return (await import('../generate-watch.js')).keepGenerating(run);
  const spared = flags.check ? undefined : sparedFiles(run);
  if (spared !== undefined) {
    print(context.io.out, currentText(spared));
    return EXIT.clean;
  }
  // Most of the code, and nothing of it is needed where nothing has changed.
  const { check, write } = await import('../generate-command.js');
  return flags.check ? check(run) : write(run);
}

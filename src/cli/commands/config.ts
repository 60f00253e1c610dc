import { resolve } from 'node:path';
import { Argument } from 'commander';
import { loadRules } from '../../custom-rules.js';
import { type Diagnostic, didYouMean } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { planLint } from '../../lint/config.js';
import { filesOf } from '../../lint/file-groups.js';
import type { Catalog } from '../../model/index.js';
import { isError, lintTools, readCatalog } from '../../pipeline.js';
import { tellLeftOut } from '../catalog-rules.js';
import { configText } from '../config/config-text.js';
import { settledConfig } from '../config/settled-config.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import type { ExitCode } from '../exit.js';
import { joinPath, kindBehindLinks, locateCatalog, relativePath } from '../paths.js';
import { problem, refuse } from '../problems.js';
import { listingColumns, painterFor } from '../screen.js';
import { tellProblems } from '../tell-problems.js';
import { formatOption, type TextFormat } from '../values.js';
import { verdict } from '../verdict.js';

interface ConfigFlags {
  readonly for?: string;
  readonly format: TextFormat;
  readonly plugins: boolean;
}

/** `sagac config`: the settings as they count, with where each comes from. */
export const configCommand: CliCommand = {
  configure(command, perform) {
    command
      .addArgument(new Argument('<action>', 'print: the settings, each with where it comes from').choices(['print']))
      .argument('[dir]', 'folder of the catalog')
      .option('--for <file>', 'as they count for this file of definitions; for the whole catalog by default')
      .option('--no-plugins', 'run no code of `lint.plugins`')
      .addOption(formatOption())
      .addHelpText('after', HELP)
      .action((_: 'print', dir: string | undefined, flags: ConfigFlags) =>
        perform((context) => printConfig(context, dir, flags)),
      );
  },
};

const HELP = `
Examples:
  $ sagac config print
  $ sagac config print --for payments/payment.yaml
  $ sagac config print --format json`;

async function printConfig(context: CliContext, dir: string | undefined, flags: ConfigFlags): Promise<ExitCode> {
  const { host, io } = context;
  const { value: root, diagnostics: missing } = locateCatalog(host, dir);
  if (root === undefined) return refuse(context, ...missing);
  const read = await readCatalog(host, root);
  const { catalog } = read;
  const file = flags.for === undefined ? undefined : fileIn(host, root, flags.for, catalog);
  if (typeof file === 'object') return refuse(context, file);
  if (!catalog) {
    tellProblems(context, root, read.diagnostics);
    return judge(read.diagnostics);
  }
  const rules = await loadRules(host, root, catalog, flags.plugins);
  const tools = await lintTools(catalog);
  const plan = planLint(rules.rules, catalog, {
    validate: tools.validateOptions,
    compileGlob: tools.compileGlob,
    partial: rules.partial,
  });
  const config = settledConfig({ host, root, catalog, rules, file, compileGlob: tools.compileGlob });
  const page = { columns: listingColumns(host, io.out), paint: await painterFor(context) };
  print(io.out, flags.format === 'json' ? JSON.stringify(config, null, 2) : configText(page, config));
  tellLeftOut(context, rules);
  if (file !== undefined && !filesOf(catalog).has(file)) print(io.err, `No definition stands in \`${file}\`.`);
  const problems = [...rules.diagnostics, ...plan.diagnostics];
  tellProblems(context, root, problems);
  return judge(problems);
}

/** The path of a file relative to the catalog, or why there is none. */
function fileIn(host: Host, root: string, path: string, catalog: Catalog | undefined): string | Diagnostic {
  const file = relativePath(root, resolve(host.cwd, path));
  if (file === '' || file.startsWith('..')) return problem('file-outside', undefined, { path });
  if (kindBehindLinks(host, resolve(host.cwd, path)) === 'file') return file;
  const base = relativePath(host.cwd, root);
  const help = didYouMean(
    path,
    [...(catalog ? filesOf(catalog) : [])].map((one) => joinPath(base, one)),
  );
  return problem('file-not-found', undefined, { path }, help === undefined ? {} : { help });
}

/** The exit code; what is only wrong in definitions does not matter here. */
function judge(diagnostics: readonly Diagnostic[]): ExitCode {
  return verdict(diagnostics.filter(isError), { failOn: 'error' });
}

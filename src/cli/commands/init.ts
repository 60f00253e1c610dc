import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.js';
import { applyPlan } from '../../generate/write/apply-plan.js';
import type { PlannedFile } from '../../generate/write/write-plan.js';
import type { Host } from '../../host.js';
import { templatesIn } from '../../templates.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { joinPath, kindBehindLinks, relativePath } from '../paths.js';
import { problem, refuse } from '../problems.js';

/** `sagac init`: a catalog to begin with, whole and clean. */
export const initCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[dir]', 'folder to begin it in; made when it is not there', '.')
      .action((dir: string) => perform((context) => init(context, dir)));
  },
};

function init(context: CliContext, dir: string): ExitCode {
  const { host, io } = context;
  const root = resolve(host.cwd, dir);
  const texts = templatesIn('init');
  const refused = refusal(host, root, dir, [...texts.keys()]);
  if (refused) return refuse(context, refused);
  const files = [...texts].map(([path, after]): PlannedFile => ({ kind: 'write', path, before: undefined, after }));
  const help = 'Nothing was written; mend the cause and run `sagac init` again.';
  const failed = applyPlan(host, { root, files });
  if (failed.length > 0) return refuse(context, ...failed.map((diagnostic) => ({ ...diagnostic, help })));
  const shown = relativePath(host.cwd, root);
  const go = shown === '' ? [] : [`  cd ${shown}`];
  print(io.out, files.map((file) => `  create  ${joinPath(shown, file.path)}`).join('\n'));
  print(io.out, ['', 'Next:', ...go, '  sagac lint', '  sagac show Checkout', '  sagac generate'].join('\n'));
  return EXIT.clean;
}

/** Nothing that is there already is touched, so nothing that would be written may be there. */
function refusal(host: Host, root: string, dir: string, files: readonly string[]): Diagnostic | undefined {
  const kind = kindBehindLinks(host, root);
  if (kind !== undefined && kind !== 'folder') return problem('not-a-folder', undefined, { path: dir });
  const there = files.filter((file) => kindBehindLinks(host, join(root, file)) !== undefined);
  if (there.length === 0) return undefined;
  const shown = there.map((file) => `\`${file}\``).join(', ');
  return problem('would-overwrite', undefined, { files: shown, folder: dir });
}

import { snapshotCatalog } from '../../pipeline.js';
import { snapshotDiagnostic } from '../../snapshot/index.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { locateCatalog } from '../paths.js';
import { refuse } from '../problems.js';
import { refuseFindings } from '../refuse-findings.js';
import { writeReportBeside } from '../report.js';

interface SnapshotFlags {
  readonly output?: string;
}

/** `sagac snapshot`: a catalog in one file, to be kept where there is no git and compared with later. */
export const snapshotCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[dir]', 'folder of the catalog')
      .option('-o, --output <file>', 'where to write it; default is the standard output')
      .action((dir: string | undefined, flags: SnapshotFlags) => perform((context) => snapshot(context, dir, flags)));
  },
};

async function snapshot(context: CliContext, dir: string | undefined, { output }: SnapshotFlags): Promise<ExitCode> {
  const { host, io } = context;
  const { value: root, diagnostics } = locateCatalog(host, dir);
  if (root === undefined) return refuse(context, ...diagnostics);
  const checked = await snapshotCatalog(host, root);
  if (checked.snapshot === undefined) {
    return refuseFindings(context, root, checked, snapshotDiagnostic('snapshot-of-errors', undefined, undefined));
  }
  if (output === undefined) {
    print(io.out, checked.snapshot);
    return EXIT.clean;
  }
  const refused = writeReportBeside(host, root, checked.texts, output, checked.snapshot);
  if (refused.length > 0) return refuse(context, ...refused);
  const { catalog } = checked;
  print(io.err, `The catalog \`${catalog?.settings.catalog}\` is in \`${output}\`.`);
  return EXIT.clean;
}

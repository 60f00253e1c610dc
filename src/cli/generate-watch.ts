import { join } from 'node:path';
import { createShelves } from '../language/shelves.js';
import { createBuilt } from '../model/build/built.js';
import { type GeneratedCatalog, isError } from '../pipeline.js';
import { print } from './context.js';
import type { ExitCode } from './exit.js';
import { carryOut, type GenerateRun, make, showErrors, showFindings } from './generate-run.js';
import { sumText } from './generate-text.js';
import { type Noting, noting } from './generate-unchanged.js';
import { repeatOnChange } from './watching.js';

/**
 * Generates now and after each change of the catalog, a line each time, until the process ends. Files and definitions that are
 * the same as before are not read into the model again. Errors are told, and the next change is waited for. Each round writes
 * in one go, so that an end by a signal finds all or nothing written.
 */
export async function keepGenerating(run: GenerateRun): Promise<ExitCode> {
  const { host, io } = run.context;
  const known = { shelves: createShelves(), built: createBuilt() };
  let last: GeneratedCatalog | undefined;
  const look = async () => {
    const note = noting(run);
    const made = await make(run, note.host, known);
    known.shelves.turn();
    if (!isQuiet(last, made)) await tellRound(run, made, note);
    if (!last) print(io.err, 'Watching for changes; Ctrl-C ends it.');
    last = made.generated;
  };
  const isOutput = (folder: string) =>
    (last?.catalog?.settings.generate ?? []).some(({ out }) => join(run.outRoot, out) === folder);
  return repeatOnChange(host, run.root, look, isOutput);
}

async function tellRound(run: GenerateRun, made: Awaited<ReturnType<typeof make>>, note: Noting): Promise<void> {
  const { io } = run.context;
  if (!made.plan) return showErrors(run, made.generated);
  const disk = carryOut(run, made, note);
  await showFindings(run, made.generated, disk);
  if (disk.some(isError)) print(io.err, 'Nothing was written.');
  else print(io.out, sumText(made.plan, false));
}

/** Nothing was changed that matters: a folder of outputs was made, or a file that is none of the catalog's. */
function isQuiet(last: GeneratedCatalog | undefined, { generated, plan }: Awaited<ReturnType<typeof make>>): boolean {
  if (!last || plan?.files.some(({ kind }) => kind !== 'same')) return false;
  const facts = ({ texts, diagnostics }: GeneratedCatalog) => JSON.stringify([[...texts], diagnostics]);
  return facts(last) === facts(generated);
}

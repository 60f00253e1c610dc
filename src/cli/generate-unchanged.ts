import { observe } from '../generate/unchanged/observe.js';
import { filesIfUnchanged, leaveStamp, type StampContext } from '../generate/unchanged/stamp.js';
import type { Host } from '../host.js';
import { VERSION } from '../version.js';
import type { GenerateRun, Made } from './generate-run.js';
import { relativePath } from './paths.js';

/** A host to generate with, and what to do once everything is written. */
export interface Noting {
  readonly host: Host;
  readonly remember: (made: Made) => void;
}

/** How many files there are where the run can be spared, because nothing has changed since the last one. */
export function sparedFiles(run: GenerateRun): number | undefined {
  return run.flags.cache && run.flags.force !== true ? filesIfUnchanged(contextOf(run)) : undefined;
}

/** Takes note of what the run depends on, so that the next one may be spared. */
export function noting(run: GenerateRun): Noting {
  if (!run.flags.cache) return { host: run.context.host, remember: () => undefined };
  const { host, seen } = observe(run.context.host);
  return {
    host,
    remember({ generated, plan, left }) {
      // What was told would not be told again; and code of the user may depend on anything.
      if (generated.diagnostics.length > 0 || left.length > 0 || generated.ranCode) return;
      const once = plan.files.flatMap((file) => ('once' in file ? [file.path] : []));
      leaveStamp(contextOf(run), seen, plan, once);
    },
  };
}

function contextOf({ context, root, outRoot, build, flags: { only = [], service } }: GenerateRun): StampContext {
  const choice = JSON.stringify([relativePath(outRoot, root), only, service ?? null]);
  return { host: context.host, root, outRoot, choice, build: `${VERSION} ${build}` };
}

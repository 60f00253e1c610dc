import { execFileSync, spawn } from 'node:child_process';

export interface DemoRun {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** Of the services, as far as they were seen while it ran. */
  readonly pids: readonly number[];
}

/** Runs the demo of the services, compiled without types. `interruptAt` is what it has to print before Ctrl-C. */
export function runDemo(
  args: readonly string[],
  { interruptAt }: { readonly interruptAt?: RegExp } = {},
): Promise<DemoRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/demo-services.mjs', '--transpile', ...args]);
    // A test that waits in vain leaves nothing behind; the services end with the demo.
    const endWithUs = (): void => void child.kill('SIGKILL');
    process.once('exit', endWithUs);
    let output = '';
    let errors = '';
    let pids: readonly number[] = [];
    let isInterrupted = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (pids.length === 0 && output.includes('All of them listen')) pids = servicesOf(child.pid);
      if (isInterrupted || interruptAt?.test(output) !== true) return;
      isInterrupted = true;
      child.kill('SIGINT');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', endWithUs);
      resolve({ code, output, errors, pids });
    });
  });
}

/** Its services; what else it has started ends in its own time. */
function servicesOf(pid: number | undefined): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.flatMap((line) => {
    const [own, parent, ...command] = line.trim().split(/\s+/);
    return Number(parent) === pid && command.at(-1)?.endsWith('main.js') ? [Number(own)] : [];
  });
}

import { type CliContext, print } from './context.js';
import { painterFor } from './screen.js';

/** Prints a unified diff, in colour where the stream has it. */
export async function printDiff(context: CliContext, diff: string): Promise<void> {
  const paint = await painterFor(context);
  const lines = diff.split('\n').map((line) => {
    if (/^(---|\+\+\+) /.test(line)) return paint('bold', line);
    if (line.startsWith('@@')) return paint('cyan', line);
    if (line.startsWith('+')) return paint('green', line);
    return line.startsWith('-') ? paint('red', line) : line;
  });
  print(context.io.out, lines.join('\n'));
}

import type { Io } from '../context.js';

/** Both streams of a command, and what has come out of them so far; a terminal is 80 columns wide. */
export function collectOutput(terminal: boolean): {
  readonly io: Pick<Io, 'out' | 'err'>;
  readonly texts: { readonly out: string; readonly err: string };
} {
  const texts = { out: '', err: '' };
  const output = (name: keyof typeof texts): Io['out'] => ({
    write: (text) => {
      texts[name] += text;
    },
    terminal,
    columns: terminal ? 80 : undefined,
  });
  return { io: { out: output('out'), err: output('err') }, texts };
}

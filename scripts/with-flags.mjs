/**
 * Does the work of a script with the flags that `readFlags` gives, and gives its exit code: 2 where that throws, with what is wrong.
 * Explains them for `--help`, which is one of them.
 */
export async function withFlags(usage, readFlags, work) {
  let flags;
  try {
    flags = readFlags();
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (!flags.help) return work(flags);
  process.stdout.write(usage);
  return 0;
}

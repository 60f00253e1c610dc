/**
 * The command that brings a ref that is missing; undefined where nothing can be fetched. Fetching one branch or tag alone, and
 * one commit of it, is quick also in the shallow clone of a CI job.
 */
export function fetchCommand(ref: string, remotes: readonly string[], shallow: boolean): string | undefined {
  const [first] = remotes;
  if (first === undefined) return undefined;
  const depth = shallow ? ' --depth=1' : '';
  const remote = remotes.find((name) => ref.startsWith(`${name}/`));
  const steps = /^(.*?)(?:~(\d*)|\^+)(.*)$/.exec(ref);
  if (steps) return shallow ? `git fetch --unshallow ${first}` : `git fetch ${first}`;
  if (/^[0-9a-f]{40}$/.test(ref)) return `git fetch${depth} ${first} ${ref}`;
  if (/^[0-9a-f]{7,39}$/.test(ref)) return shallow ? `git fetch --unshallow ${first}` : `git fetch ${first}`;
  if (remote !== undefined) {
    const branch = ref.slice(remote.length + 1);
    return `git fetch${depth} ${remote} +refs/heads/${branch}:refs/remotes/${ref}`;
  }
  if (/^(refs\/tags\/)?v?\d/.test(ref)) return `git fetch${depth} ${first} tag ${ref.replace(/^refs\/tags\//, '')}`;
  return `git fetch${depth} ${first} ${ref}:${ref}`;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Whether an address names a scheme (`https:`, `urn:`) and so is no path of a file. */
export function hasScheme(address: string): boolean {
  return SCHEME.test(address);
}

/** An address as seen from another: a URL from a URL, a path from the path of a file. Without a fragment. */
export function addressFrom(base: string, address: string): string {
  const [path = ''] = address.split('#', 1);
  if (path === '') return base;
  if (hasScheme(path)) return path;
  if (hasScheme(base)) return urlFrom(base, path);
  return pathFrom(base, decoded(path) ?? path);
}

/** The part of a reference behind `#`, with percent signs decoded; empty where there is none. */
export function fragmentOf(ref: string): string {
  const hash = ref.indexOf('#');
  if (hash === -1) return '';
  const fragment = ref.slice(hash + 1);
  return decoded(fragment) ?? fragment;
}

function urlFrom(base: string, path: string): string {
  try {
    return new URL(path, base).href;
  } catch {
    return path;
  }
}

function pathFrom(base: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts = base.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

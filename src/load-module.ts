import { type Host, HostError, NO_TYPESCRIPT } from './host.js';
import { errorText } from './lint/guard-rule.js';

/** What a module exports, or, as the rest of a sentence about it, why it could not be loaded. */
export type LoadedModule = { readonly module: unknown } | { readonly problem: string; readonly help?: string };

/** Runs a module of the user; nothing that goes wrong with it is thrown. */
export async function loadModule(host: Host, path: string): Promise<LoadedModule> {
  if (!host.importModule) return { problem: 'is code, and none can be run here' };
  try {
    return { module: await host.importModule(path) };
  } catch (error) {
    return isMissingCompiler(error, path) ? NEEDS_TYPESCRIPT : whyNotLoaded(error);
  }
}

/** Whether `SAGAC_NO_PLUGINS` forbids to run code that a catalog names. */
export function mayRunCode({ env }: Host): boolean {
  return (env['SAGAC_NO_PLUGINS'] ?? '') === '';
}

const NEEDS_TYPESCRIPT = {
  problem: 'is in TypeScript, and nothing that reads it is installed',
  help: 'Run on Node 22.18 or newer, install `typescript` (5 or 6) or `esbuild` beside it, or name a `.js` file.',
};

function isMissingCompiler(error: unknown, path: string): boolean {
  return error instanceof HostError && error.path === path && error.code === NO_TYPESCRIPT;
}

function whyNotLoaded(error: unknown): { readonly problem: string; readonly help?: string } {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const name = missing ? /^Cannot find package '([^']+)'/.exec(error.message)?.[1] : undefined;
  if (name === undefined) return { problem: `cannot be loaded: \`${errorText(error)}\`` };
  const help = `Run \`npm install --save-dev ${name}\` beside it; types alone are imported with \`import type\`.`;
  return { problem: `imports \`${name}\`, which is not installed`, help };
}

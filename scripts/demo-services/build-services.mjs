import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const PROJECT = join(HERE, '..', '..');
const SHOP = join(PROJECT, 'fixtures', 'catalogs', 'shop');
const DEPENDENCIES = ['pg', '@types', 'vitest'];

/** The services, in the order in which a checkout comes to them. */
export const SERVICES = ['order', 'inventory', 'payment', 'shipping', 'loyalty', 'notification', 'support'];

/** What is generated, each part in the package of its service. */
const GENERATE = `generate:
  - { target: consumers, out: generated/services }
  - { target: producers, out: generated/services, folder: producer, dialect: postgres }
  - { target: sagas, out: generated/services, folder: sagas }
  - { target: topics, out: generated/topics }
`;

/**
 * Generates the services of the shop into `folder` by the command line, puts the hand-written handlers in place and compiles them: each
 * service as its own `npm run build` does, or, with `transpile`, all at once and without a look at their types, which needs no
 * declarations in `dist`. Gives the folder of each service. Rejects with what sagac or the compiler says.
 */
export async function buildServices(folder, { transpile = false, say = () => undefined } = {}) {
  const shop = join(folder, 'shop');
  cpSync(SHOP, shop, { recursive: true, filter: (path) => path !== join(SHOP, 'generated') });
  const settings = join(shop, 'sagac.yaml');
  const text = readFileSync(settings, 'utf8');
  writeFileSync(settings, `${text.slice(0, text.indexOf('generate:'))}${GENERATE}`);

  say('$ sagac generate');
  await run('sagac generate', [join(PROJECT, 'bin', 'sagac.js'), 'generate'], shop);
  const folders = Object.fromEntries(SERVICES.map((name) => [name, join(shop, 'generated', 'services', name)]));
  putInPlace(folders);
  link(shop);
  if (transpile) await transpileAll(Object.values(folders));
  else {
    say(`$ tsc    (in ${SERVICES.join(', ')})`);
    await Promise.all(Object.entries(folders).map(([name, service]) => compile(name, service)));
  }
  return { folders, topics: join(shop, 'generated', 'topics', 'topics.yaml') };
}

/** What is written by hand, over the stand-ins. */
function putInPlace(folders) {
  const written = join(HERE, 'services');
  for (const [name, service] of Object.entries(folders)) {
    cpSync(join(written, 'common'), service, { recursive: true });
    cpSync(join(written, name), service, { recursive: true });
  }
}

/** What `npm install` would bring. */
function link(shop) {
  const modules = join(shop, 'node_modules');
  mkdirSync(modules);
  symlinkSync(PROJECT, join(modules, 'sagac'), 'junction');
  for (const name of DEPENDENCIES) symlinkSync(join(PROJECT, 'node_modules', name), join(modules, name), 'junction');
}

function compile(name, service) {
  const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  return run(`The compiler, on ${name},`, [compiler], service);
}

async function transpileAll(services) {
  const { build } = await import('esbuild');
  for (const service of services) {
    const files = readdirSync(service, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    await build({
      entryPoints: files,
      outdir: join(service, 'dist'),
      outbase: service,
      format: 'esm',
      target: 'es2022',
    });
  }
}

function run(what, args, cwd) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`${what} ended with ${error.code}:\n${stdout}${stderr}`));
    });
  });
}

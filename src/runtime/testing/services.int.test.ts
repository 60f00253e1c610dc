import { type ExecFileException, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ownPostgresForTests } from './postgres-server.js';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

const SCRIPT = fileURLToPath(new URL('../../../scripts/services', import.meta.url));
const MODULE = new URL('../../../scripts/servers/start-server.mjs', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'sagac-services-'));
afterAll(async () => {
  await services(['down']);
  rmSync(folder, { recursive: true });
});

/** Runs the script for a clone of its own, with these variables and no other of servers. */
function services(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Said> {
  const others = Object.entries(process.env).filter(([name]) => !/^SAGAC_(\w+_URL|REQUIRE_SERVERS)$/.test(name));
  const env = { ...Object.fromEntries(others), SAGAC_SERVICES_FOLDER: folder, ...variables };
  return new Promise((resolve) => {
    execFile(SCRIPT, [...args], { env }, (error: ExecFileException | null, out, said) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, error: said }),
    );
  });
}

/** Says what a server says first, and nothing else. */
async function greeting(text: string): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

describe('a server that the environment names', () => {
  let nats: Server;
  let other: Server;
  let given: Readonly<Record<string, string>>;
  let wrong: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const [right, mail] = [await greeting('INFO {"server_id":"given"}\r\n'), await greeting('220 mail ready\r\n')];
    [nats, other] = [right.server, mail.server];
    given = { SAGAC_NATS_URL: `nats://127.0.0.1:${right.port}` };
    wrong = { SAGAC_NATS_URL: `nats://127.0.0.1:${mail.port}` };
  });
  afterAll(() => {
    nats.close();
    other.close();
  });

  it('is used, and none is started', async () => {
    const line = `export SAGAC_NATS_URL=${given['SAGAC_NATS_URL']}\n`;
    expect(await services(['up', 'nats'], given)).toMatchObject({ code: 0, out: line });
    expect(await services(['env', 'nats'], given)).toMatchObject({ code: 0, out: line });
    expect((await services(['status', 'nats'], given)).out).toMatch(/^nats +answers at nats:.* \(given\)\n$/);
    expect(existsSync(join(folder, 'state.json'))).toBe(false);
  });

  it('is refused where something else answers, and none is started', async () => {
    const said = await services(['up', 'nats'], wrong);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.error).toContain('`unset SAGAC_NATS_URL` to have one started');
    expect(existsSync(join(folder, 'state.json'))).toBe(false);
  });

  it('is in the environment of a command, whose exit code is that of the script', async () => {
    const command = ['sh', '-c', 'echo "$SAGAC_NATS_URL $SAGAC_REQUIRE_SERVERS"; exit 7'];
    const out = `${given['SAGAC_NATS_URL']} 1\n`;
    expect(await services(['run', 'nats', '--', ...command], given)).toMatchObject({ code: 7, out });
  });

  it('is a registry where its subjects are found at the path of the URL', async () => {
    const registry = createHttpServer(({ url }, response) =>
      response.writeHead(url === '/v7/subjects' ? 200 : 404).end(),
    );
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/v7`;
    const line = `export SAGAC_REGISTRY_URL=${url}\n`;
    expect(await services(['up', 'registry'], { SAGAC_REGISTRY_URL: url })).toMatchObject({ code: 0, out: line });
    expect(await services(['up', 'registry'], { SAGAC_REGISTRY_URL: `${url}/v8` })).toMatchObject({ code: 1, out: '' });
    registry.close();
  });

  it('keeps a command from running where it does not answer', async () => {
    expect(await services(['run', 'nats', '--', 'echo', 'ran'], wrong)).toMatchObject({ code: 1, out: '' });
  });
});

describe('a server of the clone', () => {
  it('is started once, told, and stopped with its data', { timeout: 60_000 }, async () => {
    const first = await services(['up', 'postgres']);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^export SAGAC_POSTGRES_URL=postgres:\S+\n$/) });
    expect(await services(['up', 'postgres'])).toMatchObject({ code: 0, out: first.out });
    const [, data = ''] = /\(process \d+, (\S+)\)/.exec((await services(['status', 'postgres'])).out) ?? [];
    expect(existsSync(data)).toBe(true);
    expect(await services(['down'])).toMatchObject({ code: 0, out: 'unset SAGAC_POSTGRES_URL\n' });
    expect(existsSync(data)).toBe(false);
    expect(await services(['down'])).toMatchObject({ code: 0, out: '' });
    expect(await services(['env', 'postgres'])).toMatchObject({ code: 0, out: '' });
  });

  it('ends with the command for which it was started', { timeout: 60_000 }, async () => {
    const said = await services(['run', 'postgres', '--', 'sh', '-c', 'echo "$SAGAC_POSTGRES_URL"']);
    expect(said).toMatchObject({ code: 0, out: expect.stringMatching(/^postgres:/) });
    expect((await services(['status', 'postgres'])).out).toContain('does not run');
  });
});

it('a server of a test ends with its process, even when that is killed', { timeout: 60_000 }, async () => {
  const start =
    "const { startServer } = await import(process.argv[1]); console.log((await startServer('postgres')).url)";
  const code = `(async () => { ${start}; setInterval(() => undefined, 1_000); })()`;
  const owner = spawn(process.execPath, ['-e', code, MODULE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(owner.stdout, 'data')) as [Buffer];
  const variables = { SAGAC_POSTGRES_URL: String(url).trim() };
  expect(await services(['up', 'postgres'], variables)).toMatchObject({ code: 0 });
  owner.kill('SIGKILL');
  await vi.waitFor(
    async () => expect(await services(['up', 'postgres'], variables)).toMatchObject({ code: 1 }),
    20_000,
  );
});

describe('a server of a test that does not start', { timeout: 60_000 }, () => {
  const settings = { no_such_setting: 'on' };
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('is told with the end of its log, and the tests are left out', async () => {
    vi.stubEnv('SAGAC_REQUIRE_SERVERS', '');
    const said = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    expect(await ownPostgresForTests({ settings })).toBeUndefined();
    expect(said.mock.calls).toEqual([[expect.stringMatching(/^Left out: .*ended while it started.*no_such_setting/s)]]);
  });

  it('is a failure where no test may be left out', async () => {
    vi.stubEnv('SAGAC_REQUIRE_SERVERS', '1');
    await expect(ownPostgresForTests({ settings })).rejects.toThrow(/SAGAC_REQUIRE_SERVERS.*no_such_setting/s);
  });
});

it.each([[[]], [['no-such']], [['up', 'no-such']], [['run', 'nats']]])('%j is told how it is used', async (args) => {
  const said = await services(args);
  expect(said).toMatchObject({ code: 2, out: '' });
  expect(said.error).toContain('Usage: scripts/services');
});

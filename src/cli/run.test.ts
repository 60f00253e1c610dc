import { describe, expect, it } from 'vitest';
import { HostError } from '../host.js';
import { VERSION } from '../version.js';
import { commands } from './commands/index.js';
import { run } from './run.js';
import { CLEAN, catalogOf, runCli, SETTINGS } from './testing/cli.js';

describe('the list of commands', () => {
  it('is sorted, and each one loads', async () => {
    const ids = commands.map((entry) => entry.id);
    expect(ids).toEqual([...ids].sort());
    for (const entry of commands) expect((await entry.load()).configure).toBeTypeOf('function');
  });

  it.each(commands.map((entry) => entry.id))('%s has help', async (id) => {
    const { exit, out, err } = await runCli([id, '--help']);
    expect([exit, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Usage: sagac ${id} `));
    expect((await runCli(['help', id])).out).toBe(out);
  });
});

describe('answers without a command', () => {
  it('prints the version', async () => {
    expect(await runCli(['--version'])).toMatchObject({ exit: 0, out: `${VERSION}\n`, err: '' });
    expect(await runCli(['-V'])).toMatchObject({ exit: 0, out: `${VERSION}\n` });
  });

  it('prints help', async () => {
    const { exit, out } = await runCli(['--help']);
    expect(exit).toBe(0);
    for (const { id, summary } of commands) {
      expect(out).toContain(`  ${id} `);
      expect(out.replace(/\s+/g, ' ')).toContain(summary);
    }
  });

  it('shows how it is used when nothing is asked', async () => {
    const { exit, out, err } = await runCli([]);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain('Usage: sagac');
  });
});

describe('wrong usage ends with 2 and says what to do', () => {
  const cases: readonly [string[], string][] = [
    [['lnt'], 'Did you mean lint?'],
    [['frobnicate'], 'unknown command `frobnicate`'],
    [['--frob'], 'unknown option `--frob`'],
    [['lint', '--fxi'], 'Did you mean --fix?'],
    [['lint', '--format'], 'argument missing'],
    [['lint', '--format', 'jsn'], 'Did you mean `json`?'],
    [['lint', '--format', 'xml'], 'Choose one of `checkstyle`'],
    [['lint', '--format', 'json', '--format', 'sarif'], '`json` and `sarif`'],
    [['lint', '--format', 'json='], 'names no file'],
    [['lint', '--fail-on', 'never'], 'Allowed choices are error, warning, info'],
    [['lint', '--max-warnings', '-1'], 'whole number'],
    [['lint', '--max-warnings', 'many'], 'whole number'],
    [['lint', '--rule', 'unknown-refrence'], 'Did you mean `unknown-reference`?'],
    [['lint', '--unsafe'], 'Add `--fix`'],
    [['lint', '--fix', '--fix-dry-run'], 'only one of them'],
    [['lint', 'a', 'b'], 'too many arguments'],
    [['lint', 'nowhere'], 'There is no folder `nowhere`'],
    [['lint', '../catalo'], 'Did you mean `catalog`?'],
    [['lint', 'a.yaml'], '`a.yaml` is not a folder'],
    [['lint', 'empty'], 'There is no `sagac.yaml` in `empty`'],
    [['generate', '--only', 'typescrit'], 'typescrit'],
    [['explain', 'unkown-reference'], 'Did you mean `unknown-reference`?'],
    [['list', 'evens'], 'Did you mean `events`?'],
    [['list', 'things'], 'Choose one of `channels`'],
    [['show'], 'missing required argument'],
    [['show', 'Mony'], 'Did you mean `Money`?'],
    [['init'], '`.` already has `sagac.yaml`'],
    [['init', 'a.yaml'], 'is not a folder'],
  ];

  it.each(cases)('%j', async (argv, expected) => {
    const files = {
      '/catalog/sagac.yaml': SETTINGS,
      '/catalog/a.yaml': CLEAN,
      '/catalog/empty/notes.txt': '',
    };
    const { exit, out, err } = await runCli(argv, { files });
    expect([exit, out]).toEqual([2, expect.not.stringContaining('    at ')]);
    expect(`${out}${err}`).toContain(expected);
    expect(err).not.toContain('    at ');
  });

  it('says where a catalog was looked for', async () => {
    const { exit, err } = await runCli(['lint'], { files: { '/other/x.txt': '' }, cwd: '/other' });
    expect(exit).toBe(2);
    expect(err).toContain('sagac init');
  });
});

describe('what nobody can help', () => {
  const io = (texts: string[]) => {
    const output = { write: (text: string) => void texts.push(text), terminal: false, columns: undefined };
    return { out: output, err: output };
  };
  const { host } = { host: async () => (await runCli(['--version'], catalogOf(CLEAN))).host };

  it('turns a bug into one line and 3', async () => {
    const texts: string[] = [];
    const broken = {
      ...(await host()),
      kindOf: () => {
        throw new RangeError('off by one');
      },
    };
    expect(await run(['list'], broken, io(texts))).toBe(3);
    expect(texts.join('')).toMatch(/^error: .*off by one\n {2}help: .*SAGAC_DEBUG=1.*\n$/);
  });

  it('shows the stack to those who ask', async () => {
    const texts: string[] = [];
    const broken = {
      ...(await host()),
      env: { SAGAC_DEBUG: '1' },
      kindOf: () => {
        throw new RangeError('off by one');
      },
    };
    expect(await run(['list'], broken, io(texts))).toBe(3);
    expect(texts.join('')).toContain('    at ');
  });

  it('takes names that lead on without limit for input, not for a bug', async () => {
    const texts: string[] = [];
    const broken = {
      ...(await host()),
      kindOf: () => {
        throw new RangeError('Maximum call stack size exceeded');
      },
    };
    expect(await run(['list'], broken, io(texts))).toBe(2);
    expect(texts.join('')).toMatch(/^error: .*\n {2}help: .*\n$/);
  });

  it('blames the disk for what the disk did', async () => {
    const texts: string[] = [];
    const broken = {
      ...(await host()),
      list: () => {
        throw new HostError('EIO', '/catalog', 'EIO: broken');
      },
      makeFolder: () => {
        throw new HostError('EIO', '/catalog', 'EIO: broken');
      },
    };
    expect(await run(['init', 'new'], broken, io(texts))).toBe(2);
    expect(texts.join('')).not.toContain('    at ');
  });
});

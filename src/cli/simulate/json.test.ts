import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderJson } from './json.js';
import { explored, HOSTILE, processReport, report, SOUND, sampleView, violation } from './testing/sample-report.js';

const url = new URL('../../../schemas/simulation-report.schema.json', import.meta.url);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(readFileSync(url, 'utf8')));
const { trace: _, ...without } = violation({ number: 2, severity: 'info' });
const random = explored({ how: 'random', complete: false, faultsDone: -1, bound: 'states', seed: 7, from: 100 });

describe('json', () => {
  it.each([
    ['everything', report(processReport({ violations: [violation(), without] }), SOUND)],
    ['runs by chance', report({ ...SOUND, kind: 'flow', explored: random })],
    ['hostile texts', report(processReport({ name: '__proto__', summary: HOSTILE, ends: [HOSTILE] }))],
    ['nothing', report()],
  ])('fits its published schema: %s', (_, given) => {
    validate(JSON.parse(renderJson.whole(given, sampleView())));
    expect(validate.errors).toBeNull();
  });

  it('is held to every key by the schema', () => {
    const json = JSON.parse(renderJson.whole(report(processReport()), sampleView()));
    json.processes[0].explored.ms = 1;
    expect(validate(json)).toBe(false);
  });

  it('tells places from the folder of the command, and no wall time', () => {
    const text = renderJson.whole(report(processReport()), sampleView());
    const [first] = JSON.parse(text).processes;
    expect(first.place).toEqual({
      file: 'shop/sagas.yaml',
      start: { line: 2, column: 3, offset: 9 },
      end: { line: 2, column: 11, offset: 17 },
    });
    expect(first.violations[0].place.start).toMatchObject({ line: 5, column: 13 });
    expect(text).not.toMatch(/"(ms|span)"/);
    const slow = { ...processReport(), explored: explored({ ms: 1 }) };
    expect(renderJson.whole(report(slow), sampleView())).toBe(text);
  });
});

import { describe, expect, it } from 'vitest';
import { type Diagnostic, type Severity, spanAt } from '../diagnostics/index.js';
import { verdict } from './verdict.js';

function finding(severity: Severity, file?: string, code = 'some-code'): Diagnostic {
  return { code, severity, message: 'A message.', ...(file !== undefined && { span: spanAt(file, 0) }) };
}

describe('verdict', () => {
  it.each([
    ['nothing', [], 0],
    ['a warning', [finding('warning', 'a.yaml')], 0],
    ['an error in a definition', [finding('error', 'a.yaml')], 1],
    ['an error in the settings', [finding('error', 'sagac.yaml')], 2],
    ['a warning in the settings', [finding('warning', 'sagac.yaml')], 0],
    ['what a rule says of the settings', [finding('error', 'sagac.yaml', 'over-engineered')], 1],
    ['an error without a place', [finding('error')], 2],
    ['a file that cannot be read', [finding('error', 'a.yaml', 'file-unreadable')], 2],
    ['a file that cannot be written', [finding('error', 'generated/a.ts', 'output-not-written')], 2],
    ['both kinds', [finding('error', 'a.yaml'), finding('error', 'sagac.yaml')], 2],
  ] as const)('of %s', (_, diagnostics, exit) => {
    expect(verdict(diagnostics, { failOn: 'error' }, new Set(['over-engineered']))).toBe(exit);
  });

  it('goes by the threshold', () => {
    const found = [finding('info', 'a.yaml'), finding('warning', 'a.yaml')];
    expect(verdict(found, { failOn: 'info' })).toBe(1);
    expect(verdict(found, { failOn: 'warning' })).toBe(1);
    expect(verdict(found, { failOn: 'error', maxWarnings: 1 })).toBe(0);
    expect(verdict(found, { failOn: 'error', maxWarnings: 0 })).toBe(1);
  });
});

import type { RunStats } from '../lint/stats.js';
import { table } from './table.js';

/** Time of the stages, and time and findings of the rules, the slowest first. */
export function statsText({ stages, rules }: RunStats, width: number): string {
  const whole = stages.reduce((sum, stage) => sum + stage.ms, 0);
  const share = (ms: number) => `${whole === 0 ? 0 : Math.round((ms / whole) * 100)} %`;
  const stageRows = [...stages, { name: 'together', ms: whole }].map(({ name, ms }) => [name, time(ms), share(ms)]);
  const slowest = [...rules].sort((a, b) => b.ms - a.ms);
  const ruleRows = slowest.map(({ rule, ms, findings }) => [rule, time(ms), share(ms), String(findings)]);
  const tables = [
    table(['stage', 'time', 'share'], stageRows, width),
    table(['rule', 'time', 'share', 'found'], ruleRows, width),
  ];
  return tables.map(({ head, lines }) => [head, ...lines].join('\n')).join('\n\n');
}

function time(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}

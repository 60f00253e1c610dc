import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogOf, fixtureCatalog } from '../../testing/catalog.js';
import { EVERY_STEP } from '../eventcatalog/testing/every-step.js';
import { rulesText } from './testing/rules.js';

/** Prometheus' own judge. Where it is not installed, `alerts.test.ts` alone judges the rules, by Prometheus' grammar. */
const hasPromtool = isInstalled();
let folder = '';

function isInstalled(): boolean {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-alerts-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function promtool(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)('promtool', [...args], { cwd: folder }).catch((error) => error);
  return `${stdout}${stderr}`;
}

/** Whether the alert on a saga's dead letters in a channel is raised, by the minute. */
function letters(channel: string, ...raised: readonly (readonly [number, 0 | 1])[]): string {
  const firing = `ALERTS{alertname="SagaDeadLetters",messaging_destination_name="${channel}",alertstate="firing"}`;
  return raised
    .map(
      ([minute, value]) =>
        `      - { expr: 'count(${firing}) or vector(0)', eval_time: ${minute}m, exp_samples: [{ labels: '{}', value: ${value} }] }`,
    )
    .join('\n');
}

/** What has to be raised of a stuck run, a first dead letter of a counter that was not there before, and a late outbox. */
const UNIT_TESTS = `
rule_files: [work.yaml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - { series: 'sagac_instances{sagac_saga="Work",sagac_status="stuck",instance="a"}', values: '0x5 2x20' }
      - { series: 'sagac_instances{sagac_saga="Work",sagac_status="stuck",instance="b"}', values: '0x5 2x20' }
      - { series: 'sagac_consumer_messages_total{messaging_destination_name="desk.events",sagac_service="store",sagac_outcome="dead"}', values: '_x10 3x200' }
      - { series: 'sagac_consumer_messages_total{messaging_destination_name="bank.commands",sagac_service="bank",sagac_outcome="dropped"}', values: '_x100 1x100' }
      # Two letters have lain there for long when a third comes; one process gives way to another, and tells the same.
      - { series: 'sagac_dead_letters{messaging_destination_name="desk.Work.replies.desk.Work.dead",sagac_service="desk",instance="a"}', values: '0x60 1x60 2x90 _x200' }
      - { series: 'sagac_dead_letters{messaging_destination_name="desk.Work.replies.desk.Work.dead",sagac_service="desk",instance="b"}', values: '_x210 2x60 3x100' }
      # Of this channel only a third one within the hour counts.
      - { series: 'sagac_dead_letters{messaging_destination_name="desk.dead",sagac_service="desk"}', values: '1x60 3x60 6x60 0x200' }
      - { series: 'sagac_outbox_oldest_age_seconds{sagac_service="store"}', values: '0+60x60' }
    alert_rule_test:
      - { eval_time: 4m, alertname: SagaStuck, exp_alerts: [] }
      - eval_time: 8m
        alertname: SagaStuck
        exp_alerts:
          - exp_labels: { sagac_saga: Work, severity: critical, catalog: every-step, owner: team-desk, saga: Work, service: desk }
            exp_annotations:
              summary: "Runs of the saga Work that need a person: 2"
              description: The engine has done all that it may for such a run of Work. It stays half done until somebody decides.
              runbook_url: docs/work.md
    promql_expr_test:
      - { expr: 'count(ALERTS{alertname="DeadLetters",alertstate="firing"}) or vector(0)', eval_time: 9m, exp_samples: [{ labels: '{}', value: 0 }] }
      - { expr: 'count(ALERTS{alertname="DeadLetters",alertstate="firing"})', eval_time: 15m, exp_samples: [{ labels: '{}', value: 1 }] }
      - { expr: 'count(ALERTS{alertname="DeadLetters",alertstate="firing"}) or vector(0)', eval_time: 90m, exp_samples: [{ labels: '{}', value: 0 }] }
      - { expr: 'count(ALERTS{alertname="DeadLetters",messaging_destination_name="bank.commands",alertstate="firing"})', eval_time: 105m, exp_samples: [{ labels: '{}', value: 1 }] }
${letters('desk.Work.replies.desk.Work.dead', [50, 0], [70, 1], [119, 1], [125, 1], [200, 0], [240, 0], [275, 1], [335, 0])}
${letters('desk.dead', [70, 0], [119, 0], [125, 1], [170, 1], [190, 0], [250, 0])}
      - { expr: 'count(ALERTS{alertname="OutboxBehind",alertstate="firing"}) or vector(0)', eval_time: 9m, exp_samples: [{ labels: '{}', value: 0 }] }
      - { expr: 'count(ALERTS{alertname="OutboxBehind",alertstate="firing"})', eval_time: 12m, exp_samples: [{ labels: '{}', value: 1 }] }
`;

describe('promtool', () => {
  if (!hasPromtool) {
    it('is not on the PATH, so that the rules are judged by the grammar alone', () => {
      console.info('promtool is not on the PATH: its judgement of the alerting rules is left out.');
    });
    return;
  }

  it('accepts the rules of every catalog', async () => {
    const catalogs = { work: catalogOf(EVERY_STEP), shop: fixtureCatalog('shop'), travel: fixtureCatalog('travel') };
    for (const [name, catalog] of Object.entries(catalogs)) {
      writeFileSync(join(folder, `${name}.yaml`), rulesText(catalog));
      expect(await promtool('check', 'rules', `${name}.yaml`)).toMatch(/SUCCESS: \d+ rules found/);
    }
  });

  it('finds that they are raised when they should be, and only then', async () => {
    writeFileSync(join(folder, 'work.yaml'), rulesText(catalogOf(EVERY_STEP)));
    writeFileSync(join(folder, 'tests.yaml'), UNIT_TESTS);
    expect(await promtool('test', 'rules', 'tests.yaml')).toContain('SUCCESS');
  });
});

import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { catalogOf, fixtureCatalog } from '../../testing/catalog.js';
import { EVERY_STEP } from '../eventcatalog/testing/every-step.js';
import { growth } from './promql.js';
import { type Rule, rulesOf } from './testing/rules.js';

const shop = rulesOf(fixtureCatalog('shop'));
const work = rulesOf(catalogOf(EVERY_STEP));
const all = [...shop, ...work, ...rulesOf(fixtureCatalog('travel')), ...rulesOf(fixtureCatalog('bank'))];

function named(rules: readonly Rule[], name: string): readonly Rule[] {
  return rules.filter(({ alert }) => alert === name);
}

/** Places at which Prometheus' own grammar cannot read an expression. */
function syntaxErrors(expr: string): readonly number[] {
  const errors: number[] = [];
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.type.isError) errors.push(node.from);
    },
  });
  return errors;
}

describe('alerting rules', () => {
  it('are expressions that Prometheus reads', () => {
    expect(syntaxErrors('sum by (a (b)')).not.toEqual([]);
    for (const { expr, alert } of all) expect(syntaxErrors(expr), `${alert}: ${expr}`).toEqual([]);
    expect(all.length).toBeGreaterThan(30);
  });

  it('have a severity, a summary and a description, and durations that Prometheus knows', () => {
    for (const rule of all) {
      expect(rule.alert).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(rule.labels['severity']).toMatch(/^(critical|warning)$/);
      expect(rule.annotations['summary']).not.toBe('');
      expect(rule.annotations['description']).not.toBe('');
      if (rule.for !== undefined) expect(rule.for).toMatch(/^\d+[smhd]$/);
    }
  });

  it('take thresholds and owners from the catalog', () => {
    const letters = named(shop, 'DeadLetters').map(({ labels, expr }) => [
      labels['channel'],
      labels['owner'],
      expr.split(' >= ')[1],
    ]);
    expect(letters).toEqual([
      ['crm.mail.events', 'team-crm', '10'],
      ['sales.order.events', 'team-checkout', '1'],
      [undefined, undefined, '1'],
    ]);
    expect(named(shop, 'SagaOverdue')[0]?.expr).toContain('> 900');
    expect(named(shop, 'ConsumerNearRetention').map(({ expr }) => expr.split(' > ')[1])).toContain('604800');
    expect(named(work, 'ConsumerLag').find(({ labels }) => labels['service'] === 'store')?.expr).toMatch(/> 1500$/);
    expect(
      named(work, 'OutboxBehind').map(({ expr, labels }) => `${labels['service']} ${expr.split(' > ')[1]}`),
    ).toEqual(['desk 300', 'desk 129600', 'store 300']);
    expect(named(work, 'MessagesParked').map(({ labels }) => labels['service'])).toEqual(['store']);
  });

  it('watch the dead letters of each saga, where they go, by what each channel counts from', () => {
    const name = 'messaging_destination_name';
    const watched = (rules: readonly Rule[]) =>
      named(rules, 'SagaDeadLetters').map(({ expr, labels }) => [
        labels['saga'],
        [...new Set(expr.match(new RegExp(`(?<=${name}=~?')[^']+`, 'g')))],
        expr.match(/(?<= >= )\d+/g),
      ]);
    const answers = String.raw`order\\.Checkout\\.replies\\.order\\.Checkout\\.dead`;
    expect(watched(shop)).toEqual([['Checkout', [String.raw`${answers}|sales\\.order\\.events\\.dlq`], ['1']]]);
    const own = 'desk.Work.replies.desk.Work.dead';
    expect(watched(work)).toEqual([['Work', [own, 'desk.dead'], ['1', '3']]]);
    const messages = String(EVERY_STEP['messages.yaml']).replace(/deadLetter: \{[^}]*\}/, 'deadLetter: false');
    const dropped = catalogOf({ ...EVERY_STEP, 'messages.yaml': messages });
    expect(watched(rulesOf(dropped))).toEqual([['Work', [own], ['1']]]);
  });

  it('do not let text of the catalog be a template', () => {
    const owner = named(work, 'OutboxParked').find(({ labels }) => labels['service'] === 'desk')?.labels['owner'];
    expect(owner).toBe('Team <Desk> {{ "{{" }} $x }}');
  });

  it('lead to the runbook that the catalog names, and else to the generated one', () => {
    const catalog = fixtureCatalog('shop');
    const options = { runbooks: 'https://wiki.example.com/runbooks/', source: 'https://git.example.com/shop' };
    const rules = rulesOf(catalog, options);
    const url = (name: string) => named(rules, name)[0]?.annotations['runbook_url'];
    expect(url('SagaStuck')).toBe('https://git.example.com/shop/docs/runbooks/checkout.md');
    expect(url('SagaOverdue')).toBe('https://wiki.example.com/runbooks/sagas/Checkout.md#sagaoverdue');
    expect(url('SagaDeadLetters')).toBe('https://wiki.example.com/runbooks/sagas/Checkout.md#sagadeadletters');
    expect(url('DeadLetters')).toBe('https://wiki.example.com/runbooks/alerts/DeadLetters.md#crm.mail.events');
    expect(named(shop, 'DeadLetters')[0]?.annotations['runbook_url']).toBe(
      'generated/runbooks/alerts/DeadLetters.md#crm.mail.events',
    );
    const travel = rulesOf(fixtureCatalog('travel'));
    expect(named(travel, 'DeadLetters')[0]?.annotations['runbook_url']).toBeUndefined();
    expect(named(shop, 'SagaStuck')[0]?.annotations['runbook_url']).toBe('docs/runbooks/checkout.md');
  });

  it('read the lag of kafka_exporter where that is asked for', () => {
    const rules = rulesOf(catalogOf(EVERY_STEP), { lag: 'kafka_exporter', maxLag: 7, labels: { env: 'prod' } });
    expect(named(rules, 'ConsumerLag')[0]?.expr).toBe(
      "sum by (topic, consumergroup) (kafka_consumergroup_lag{topic='desk.events',consumergroup='desk.Work'}) > 7",
    );
    expect(rules.every(({ labels }) => labels['env'] === 'prod')).toBe(true);
  });

  it('are those of one service where only that is generated for', () => {
    const services = new Set(rulesOf(catalogOf(EVERY_STEP), {}, 'store').map(({ labels }) => labels['service']));
    expect([...services]).toEqual([undefined, 'store']);
  });

  it('quote whatever stands in a label', () => {
    expect(syntaxErrors(growth('m', { a: 'it\'s "x"\\\n{}' }, '1h'))).toEqual([]);
  });
});

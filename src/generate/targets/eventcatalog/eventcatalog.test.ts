import { describe, expect, it } from 'vitest';
import { catalogOf, fixtureCatalog } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';
import { EVERY_STEP } from './testing/every-step.js';
import { folderOf, generated, pageOf } from './testing/folder.js';

/** Top-level keys that the schemas of EventCatalog 4 know; it refuses pages with others that do not begin with `x-`. */
const BASE =
  'id name summary version draft badges owners schemaPath specifications sidebar repository hidden editUrl resourceGroups styles deprecated visualiser attachments diagrams';
const KEYS: Readonly<Record<string, string>> = {
  events: `${BASE} operation channels schemas detailsPanel`,
  commands: `${BASE} operation channels schemas detailsPanel`,
  services: `${BASE} sends receives entities writesTo readsFrom flows externalSystem detailsPanel`,
  domains: `${BASE} services agents domains systems entities data-products flows sends receives detailsPanel`,
  channels: `${BASE} channels address protocols deliveryGuarantee routes parameters messages detailsPanel`,
  flows: `${BASE} steps detailsPanel`,
  teams: 'id name summary email hidden source readOnly slackDirectMessageUrl msTeamsDirectMessageUrl members',
};
/** Nested keys that are not known are dropped without a word. */
const STEP_KEYS =
  'id type title summary message agent service flow container dataProduct actor custom externalSystem next_step next_steps'.split(
    ' ',
  );
const CUSTOM_KEYS = 'title icon type summary url color properties height menu'.split(' ');
const POINTER_KEYS = 'id version fields group to from triggers'.split(' ');

const shop = folderOf(fixtureCatalog('shop'));
const work = folderOf(catalogOf(EVERY_STEP));
const folders = [shop, work, folderOf(catalogOf(EVERY_TYPE)), folderOf(fixtureCatalog('travel'))];

function unknown(value: object, known: readonly string[]): readonly string[] {
  return Object.keys(value).filter((key) => !known.includes(key));
}

describe('the folder for EventCatalog', () => {
  it.each(folders)('has no key that EventCatalog does not know', (files: ReadonlyMap<string, string>) => {
    for (const path of files.keys()) {
      if (!path.endsWith('.mdx')) continue;
      const { matter, body } = pageOf(files, path);
      const known = (KEYS[path.split('/')[0] ?? ''] ?? '').split(' ');
      expect(
        unknown(matter, known).filter((key) => !key.startsWith('x-')),
        path,
      ).toEqual([]);
      expect(body.trim(), path).not.toBe('');
      for (const pointer of [...(matter.sends ?? []), ...(matter.receives ?? [])]) {
        expect(unknown(pointer, POINTER_KEYS), path).toEqual([]);
      }
      if (matter.schemaPath) expect(files.has(path.replace('index.mdx', matter.schemaPath)), path).toBe(true);
    }
  });

  it.each(folders)('has flows whose arrows all lead somewhere', (files: ReadonlyMap<string, string>) => {
    for (const path of files.keys()) {
      if (!path.startsWith('flows/')) continue;
      const { steps } = pageOf(files, path).matter;
      const ids = steps.map(({ id }: { id: string }) => id);
      expect(new Set(ids).size, path).toBe(ids.length);
      const reached = new Set<string>();
      for (const step of steps) {
        expect(unknown(step, STEP_KEYS), path).toEqual([]);
        if (step.custom) expect(unknown(step.custom, CUSTOM_KEYS), path).toEqual([]);
        for (const { id } of step.next_steps ?? []) {
          expect(ids, `${path}: ${step.id}`).toContain(id);
          reached.add(id);
        }
      }
    }
  });

  it('tells which outcome of a command is a failure, and why it may come to that', () => {
    const { receives } = pageOf(shop, 'services/payment/index.mdx').matter;
    const capture = receives.find(({ id }: { id: string }) => id === 'CapturePayment');
    expect(capture.triggers).toEqual([
      { id: 'PaymentCaptured', version: '1.1.0', condition: 'on success' },
      {
        id: 'PaymentDeclined',
        version: '1.0.0',
        condition: 'on failure: insufficient_funds, expired_card, suspected_fraud, unknown',
      },
    ]);
  });

  it('has the fields that a consumer reads, older majors with their own schema, and deprecation', () => {
    const store = pageOf(work, 'services/store/index.mdx').matter;
    const asked = store.receives.find(({ id }: { id: string }) => id === 'Asked');
    expect(asked).toMatchObject({ fields: ['id'], group: 'readers', from: [{ id: 'desk.events', version: '1.0.0' }] });
    const old = pageOf(shop, 'events/OrderPlaced/versioned/1.4.0/index.mdx').matter;
    expect(old).toMatchObject({ id: 'OrderPlaced', version: '1.4.0', deprecated: { date: '2099-01-01' } });
    expect(JSON.parse(shop.get('events/OrderPlaced/versioned/1.4.0/schema.json') ?? '').title).toBe('OrderPlaced@1');
  });

  it('draws failures, silence, undos, the point of no return and the stuck end of a saga', () => {
    const { steps } = pageOf(work, 'flows/Work/index.mdx').matter;
    const next = (id: string) =>
      steps
        .find((step: { id: string }) => step.id === id)
        .next_steps.map((edge: { id: string; label?: string }) => (edge.label ? `${edge.id}: ${edge.label}` : edge.id));
    expect(next('#start')).toEqual([
      'forEach-1',
      '#deadline: not done after 90d',
      '#cancel/Withdrawn: cancelled meanwhile',
    ]);
    expect(next('Pay/service')).toEqual([
      'Pay/Paid: success',
      'Pay/PaymentRefused: on failure',
      'Pay/timeout: no answer within 10s, 2 attempts',
    ]);
    expect(next('Pay/PaymentRefused')).toEqual(['Pay/handled/PaymentRefused']);
    expect(next('Pay/handled/PaymentRefused')).toEqual(['TellPayer']);
    expect(next('Pay/timeout')).toEqual(['Pay/check: has it happened?']);
    expect(next('Pay/check')).toContain('MakePart/undo: it has not');
    expect(next('Pay/check')).toContain('Pay/undo: nobody knows, it may have happened');
    expect(next('MakePart/PartBroken')).toEqual(['MakePart/undo: it may have happened']);
    expect(next('Close/Told')).toEqual(['wait-6']);
    expect(next('Close/timeout')).toEqual(['#stuck: it may have happened, and cannot be undone']);
    expect(next('Ask/NotTold')).toEqual(['#stuck']);
    expect(next('Tell/NotTold')).toEqual(['Close']);
    expect(next('#deadline')).toEqual(['Pay/undo: what was done is undone']);
    expect(next('#cancel/Withdrawn')).toEqual(['Pay/undo: what was done is undone']);
  });

  it('tells when a flow cannot have its name', () => {
    const { diagnostics } = generated(catalogOf(EVERY_STEP));
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'flow-renamed: The flow `Work` is called `Work-flow` in EventCatalog, where a saga has that name.',
    ]);
  });

  it('gives a saga and a flow of one name two ids, and owners of any text a file', () => {
    expect(pageOf(work, 'flows/Work-flow/index.mdx').matter.name).toBe('Work');
    expect(pageOf(work, 'teams/Team-Desk-x.mdx').matter.name).toBe('Team <Desk> {{ $x }}');
    expect(pageOf(work, 'domains/Front-Back/index.mdx').matter.name).toBe('Front & Back');
    expect(pageOf(work, 'services/store/index.mdx').matter.owners).toEqual(['unowned']);
  });
});

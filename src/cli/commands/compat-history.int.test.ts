import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeHost } from '../../node-host.js';
import { sharedFolder } from '../../testing/shared.js';
import type { Io } from '../context.js';
import { run } from '../run.js';

/** Version histories of a public registry; each file says its SchemaVer by its name. */
const shared = sharedFolder('corpora/iglu-central');

/** Each step, judged by hand from the two schemas: what data of the older version the newer one can read. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  // Properties are added to objects that were closed, so that no old data can have had them.
  'com.amazon.aws.cloudfront/wd_access_log': [
    '1-0-1 right',
    '1-0-2 right',
    '1-0-3 right',
    '1-0-4 right',
    '1-0-5 right',
    '1-0-6 right',
  ],
  'com.callrail/call_complete': ['1-0-1 right', '1-0-2 right'],
  // 1-0-2 opens what was closed.
  'com.mandrill/message_bounced': ['1-0-1 right', '1-0-2 right'],
  // The object was open: old data may have a `campaignId` of any kind.
  'com.optimizely.optimizelyx/summary': ['1-1-0 right'],
  // Lengths and kinds where there were none; whether any old data can be read is for people to say.
  'com.sendgrid/bounce': ['2-0-0 right', '3-0-0 right'],
  // Wrong: `schedule` had no `maxLength`, and has one of 65535 now. It takes a revision.
  'com.snowplowanalytics.accelerators.travel/schedule_update': ['1-0-1 too small'],
  // Wrong: `tags` is new and has no default, so no older data can be read.
  'com.snowplowanalytics.dataflowrunner/PlaybookConfig': ['1-0-1 too small'],
  // An object becomes a list; then an optional property in a closed object.
  'com.snowplowanalytics.snowplow.badrows/schema_violations': ['2-0-0 right', '2-0-1 right'],
  'com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action': ['1-0-1 right', '1-0-2 right'],
  // Wrong: `integer` became `number`, which reads all old data: an addition would do.
  'com.snowplowanalytics.snowplow/browser_context': ['2-0-0 larger than needed'],
  // The `maxLength` that comes is what the pattern beside it allows; then a property is required no more.
  'com.snowplowanalytics.snowplow/client_session': ['1-0-1 right', '1-0-2 right'],
  // `minItems` goes.
  'com.snowplowanalytics.snowplow/contexts': ['1-0-1 right'],
  // Wrong: properties may be null too, and a new one is optional in a closed object: an addition would do.
  'com.snowplowanalytics.snowplow/geolocation_context': ['1-1-0 larger than needed'],
  // All that was required has new names.
  'com.snowplowanalytics.snowplow/identity': ['2-0-0 right'],
  'com.snowplowanalytics.snowplow/mobile_context': ['1-0-1 right', '1-0-2 right', '1-0-3 right'],
};

async function historyOf(folder: string): Promise<string> {
  let out = '';
  const write = (text: string) => {
    out += text;
  };
  const stream: Io['out'] = { terminal: false, columns: undefined, write };
  await run(['compat', '--history', folder], createNodeHost(), { out: stream, err: stream });
  return out;
}

/** Version and verdict of each row of a table. */
function verdictsIn(table: string): readonly string[] {
  const row = / -> (\S+) .*?(?:holds|breaks|undecided) {2,}(?:holds|breaks|undecided) {2,}(.+)$/;
  return table.split('\n').flatMap((line) => {
    const [, to, verdict] = row.exec(line) ?? [];
    return to === undefined ? [] : [`${to} ${verdict}`];
  });
}

describe.skipIf(shared === undefined)('histories of a public registry', () => {
  it.each(Object.entries(STEPS))('%s is judged as by hand', async (name, steps) => {
    const out = await historyOf(join(shared ?? '', 'schemas', name));
    expect(verdictsIn(out)).toEqual(steps);
  });

  it('are all known here', { timeout: 20_000 }, async () => {
    const out = await historyOf(join(shared ?? '', 'schemas'));
    expect(verdictsIn(out)).toEqual(Object.values(STEPS).flat());
    expect(out).toContain('28 steps, 2 too small, 2 larger than needed');
  });
});

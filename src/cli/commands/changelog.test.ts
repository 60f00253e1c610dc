import { describe, expect, it } from 'vitest';
import { SHOP, shopThenAndNow, shopWith } from '../compat/testing/shop.js';
import { runCli } from '../testing/cli.js';

const NOW = shopWith(
  ['total: Money, note: string?', 'total: Money, basket: uuid'],
  ['    version: 1.2.0\n    producer: order', '    version: 2.0.0\n    producer: order'],
  [
    'commands:\n',
    '  ParcelSent: { version: 1.0.0, producer: order, consumers: [mail], channel: sales.orders, payload: { orderId: uuid } }\ncommands:\n',
  ],
);

describe('changelog', () => {
  it('has what breaks first, then what is new, gone and changed', async () => {
    const { exit, out } = await runCli(['changelog'], shopThenAndNow(NOW));
    expect(exit).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "## shop since ../old

      ### Breaking

      - **event OrderPlaced** 1\\.2.0 → 2\\.0.0
        - \`OrderPlaced\` has a new field \`basket\`.
          - backward, in json: A consumer on the new definition misses \`basket\` in old messages, and has no default for it.
          - Who: nobody is known to read it.
          - Instead: Make it optional first (\`basket: ...?\`) or give it a \`default\`; require it when nothing without it is left to be read.

      ### Added

      - **event ParcelSent**
        - The event \`ParcelSent\` is new.

      ### Removed

      - **event OrderPlaced** 1\\.2.0 → 2\\.0.0
        - \`OrderPlaced\` no longer has the field \`note\`.
      "
    `);
  });

  it('says where nothing changed', async () => {
    const { out } = await runCli(['changelog'], shopThenAndNow(SHOP));
    expect(out).toBe('## shop since ../old\n\nNothing changed.\n');
  });

  it('writes to a file, not over one of the catalog', async () => {
    const { exit, out, host } = await runCli(['changelog', '-o', 'notes.md'], shopThenAndNow(NOW));
    expect([exit, out]).toEqual([0, '']);
    expect(host.files()['/catalog/notes.md']).toContain('### Breaking');
    const over = await runCli(['changelog', '-o', 'shop.yaml'], shopThenAndNow(NOW));
    expect([over.exit, over.host.files()['/catalog/shop.yaml']]).toEqual([2, NOW]);
  });

  it('refuses without a state', async () => {
    const { exit, err } = await runCli(['changelog'], shopThenAndNow(NOW, 'catalog: shop\n'));
    expect([exit, err]).toEqual([2, expect.stringContaining('Nothing is named to compare with.')]);
  });
});

export const tables = `
  CREATE TABLE IF NOT EXISTS dead_addresses (customer uuid PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS mails (
    order_id uuid NOT NULL, customer uuid NOT NULL, kind text NOT NULL, is_bounced boolean NOT NULL, at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS mails_by_order ON mails (order_id);
  INSERT INTO dead_addresses VALUES ('00000000-0000-4000-8000-000000000094'), ('00000000-0000-4000-8000-000000000095')
    ON CONFLICT DO NOTHING;
`;

/** Writes a mail. Gives whether the address took it. */
export const SEND = `INSERT INTO mails (order_id, customer, kind, is_bounced)
  SELECT $1, $2::uuid, $3, EXISTS (SELECT 1 FROM dead_addresses WHERE customer = $2::uuid) RETURNING is_bounced`;

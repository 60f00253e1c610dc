/** Each movement is a row that is never changed: what happened twice would be seen. */
export const tables = `
  CREATE TABLE IF NOT EXISTS stock (sku text PRIMARY KEY, free integer NOT NULL CHECK (free >= 0), start integer NOT NULL, is_discontinued boolean NOT NULL);
  CREATE TABLE IF NOT EXISTS movements (
    order_id uuid NOT NULL, sku text NOT NULL, kind text NOT NULL, quantity integer NOT NULL, at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS movements_by_order ON movements (order_id);
  INSERT INTO stock (sku, free, start, is_discontinued) VALUES
    ('KETTLE-1L', 1000000, 1000000, false), ('MUG-BLUE', 1000000, 1000000, false), ('TEAPOT-2L', 1000000, 1000000, false),
    ('SAMOVAR', 0, 0, false), ('TOASTER-1998', 12, 12, true)
  ON CONFLICT DO NOTHING;
`;

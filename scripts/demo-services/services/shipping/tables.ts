export const tables = `
  CREATE TABLE IF NOT EXISTS carriers (country text PRIMARY KEY, carrier text NOT NULL);
  CREATE TABLE IF NOT EXISTS parcels (
    shipment_id uuid PRIMARY KEY, order_id uuid NOT NULL, carrier text NOT NULL, is_cancelled boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS parcels_by_order ON parcels (order_id);
  INSERT INTO carriers VALUES ('NL', 'Fietskoerier'), ('DE', 'Gelbe Post'), ('FR', 'La Malle') ON CONFLICT DO NOTHING;
`;

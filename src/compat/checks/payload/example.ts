/** Definitions of one event with a payload, for the examples of checks; `types` are lines of that section. */
export function orderPlaced(payload: string, ...types: readonly string[]): string {
  const section = types.length === 0 ? '' : `types:\n${types.map((line) => `  ${line}\n`).join('')}`;
  return `services:
  order: { owner: team-checkout }
${section}events:
  OrderPlaced:
    version: 1.0.0
    producer: order
    payload: { ${payload} }
`;
}

/** A flow of an order that is confirmed by mail, with these reactions, for the examples of checks. */
export function confirmation(...reactions: readonly string[]): string {
  return `${ORDERS}flows:
  Confirmation:
    owner: team-checkout
    reactions:
${reactions.map((reaction) => `      - { ${reaction} }\n`).join('')}`;
}

/** What stands around the flow. */
export const ORDERS = `events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid, requestId: uuid } }
  MailSent: { version: 1.0.0, producer: mail, consumers: [archive], payload: { orderId: uuid } }
  PointsEarned: { version: 1.0.0, producer: loyalty, payload: { orderId: uuid } }
`;

/** The reaction that sends the mail. */
export const MAIL = 'on: OrderPlaced, by: mail, emits: MailSent';

/** A reaction whose event nobody reads. */
export const POINTS = 'on: OrderPlaced, by: loyalty, emits: PointsEarned';

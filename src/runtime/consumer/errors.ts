/**
 * Thrown by a handler: the message can never be handled and goes to the dead letters at once, with this text. Its
 * transaction is rolled back.
 */
export class Reject extends Error {
  override readonly name = 'Reject';
}

/** A handler's messages have not come; another attempt may find them. */
export class Missing extends Error {
  override readonly name = 'Missing';
  constructor(needs: readonly string[]) {
    super(`${needs.map((need) => `\`${need}\``).join(', ')} ${needs.length === 1 ? 'has' : 'have'} not come`);
  }
}

/** The consumer is closing: the message is given back as it was. */
export class Closing extends Error {
  override readonly name = 'Closing';
}

/** The database did not let a transaction begin: nothing is said of the message. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Where the id, type and key of a message stand in the plain envelope. */
export const PLAIN_NAMES = { id: 'id', type: 'type', key: 'key' } as const;

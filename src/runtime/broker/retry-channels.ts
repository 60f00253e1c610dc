/** Headers of a message in a retry channel, beside its own. */
export const RETRY_HEADERS = {
  /** Handler that is to try again. */
  handler: 'retry-handler',
  /** How often that has failed. */
  attempts: 'retry-attempts',
  /** When to try, in milliseconds since 1970. */
  at: 'retry-at',
  /** Where the message stood in the channel that it came from. */
  position: 'retry-position',
} as const;

/** Where messages of a channel wait that a group could not handle, `stage` times in vain already. */
export function retryChannel(channel: string, group: string, stage: number): string {
  return `${channel}.${group}.retry.${stage}`;
}

/** The channel whose messages wait in a retry channel of the group; any other channel as it is. */
export function channelBehind(channel: string, group: string): string {
  const middle = `.${group}.retry.`;
  const at = channel.lastIndexOf(middle);
  return at > 0 && /^\d+$/.test(channel.slice(at + middle.length)) ? channel.slice(0, at) : channel;
}

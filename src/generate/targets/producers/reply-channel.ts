/** Where answers to the commands of a service come, unless it says otherwise. */
export function replyChannel(service: string): string {
  return `${service}.replies`;
}

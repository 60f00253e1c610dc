/** First in, first out, both in constant time. */
export interface Fifo<T> {
  readonly size: () => number;
  push(item: T): void;
  shift(): T | undefined;
  clear(): void;
}

/** From so many taken items on, the list is made shorter. */
const SLACK = 64;

export function createFifo<T>(): Fifo<T> {
  const items: T[] = [];
  let head = 0;
  return {
    size: () => items.length - head,
    push: (item) => void items.push(item),
    shift() {
      const item = items[head];
      if (head === items.length) return undefined;
      head += 1;
      if (head === items.length || (head > SLACK && 2 * head > items.length)) {
        items.splice(0, head);
        head = 0;
      }
      return item;
    },
    clear() {
      items.length = 0;
      head = 0;
    },
  };
}

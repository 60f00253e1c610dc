/** Wakes whoever works the loop; a ring while nobody listens is kept. */
export interface Bell {
  ring(): void;
  /** Resolves as soon as it has rung since the last `silence`. One at a time may wait. */
  rung(): Promise<void>;
  /** Forgets that it has rung, and who waits. */
  silence(): void;
}

export function createBell(): Bell {
  let isRinging = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      isRinging = true;
      wake?.();
    },
    rung: () =>
      new Promise((resolve) => {
        wake = resolve;
        if (isRinging) resolve();
      }),
    silence() {
      isRinging = false;
      wake = undefined;
    },
  };
}

/** Finds out why a connection stays away: drivers that connect again by themselves say nothing of what is in their way. */
export interface OutageWatch {
  /** The connection is away. */
  lost(): void;
  /** It is there again, or nobody waits for it any more. */
  over(): void;
}

export interface OutageQuestions {
  /** Tries to connect once; a sentence where somebody has to do something about it. */
  readonly why: () => Promise<string | undefined>;
  /** Told of each reason, once in an outage. */
  readonly tell: (reason: string) => void;
  /** How long a connection may be away before anybody asks, in milliseconds. */
  readonly afterMs: number;
}

/** Between questions in an outage, in milliseconds. */
const AGAIN_MS = 30_000;

export function watchOutages({ why, tell, afterMs }: OutageQuestions): OutageWatch {
  let timer: NodeJS.Timeout | undefined;
  let told: string | undefined;
  let outage = 0;

  function askIn(ms: number): void {
    timer = setTimeout(() => void ask(outage), ms);
    timer.unref();
  }

  async function ask(asked: number): Promise<void> {
    const reason = await why().catch(() => undefined);
    if (asked !== outage) return;
    if (reason !== undefined && reason !== told) {
      told = reason;
      tell(reason);
    }
    askIn(AGAIN_MS);
  }

  function over(): void {
    clearTimeout(timer);
    outage += 1;
    told = undefined;
  }

  return {
    lost() {
      over();
      askIn(afterMs);
    },
    over,
  };
}

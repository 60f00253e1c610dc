/** What has to be closed, the last one first; what comes when all is closed already is closed at once. */
export function closingLater() {
  const closers = [];
  let isClosed = false;
  return {
    closing(close) {
      if (isClosed) Promise.resolve(close()).catch(() => undefined);
      else closers.push(close);
    },
    async close() {
      isClosed = true;
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

/** Rejects as soon as the signal is aborted; what is under way then comes to its own end. */
export async function unlessAborted(signal, work) {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  let stopListening = () => undefined;
  const aborted = new Promise((_, reject) => {
    const onAbort = () => reject(new Error('interrupted'));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    stopListening = () => signal.removeEventListener('abort', onAbort);
  });
  return Promise.race([work, aborted]).finally(() => stopListening());
}

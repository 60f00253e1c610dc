/** Does work of each key in order and of different keys at the same time, `concurrency` at once. */
export function byKey(concurrency) {
  const tails = new Map();
  const waiting = [];
  let atWork = 0;

  async function enter() {
    if (atWork >= concurrency) await new Promise((resolve) => waiting.push(resolve));
    atWork += 1;
  }

  function leave() {
    atWork -= 1;
    waiting.shift()?.();
  }

  return (key, work) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(async () => {
      await enter();
      try {
        await work();
      } finally {
        leave();
      }
    });
    tails.set(key, turn);
    void turn.then(() => tails.get(key) === turn && tails.delete(key));
    return turn;
  };
}

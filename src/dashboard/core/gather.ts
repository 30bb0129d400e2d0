const gatherMs = 300;
/** Between two rounds of reading: when hundreds write at once, each round still has its price. */
const roundMs = 2000;

/** Names that come in a burst are handed on once, and not sooner than a round after the last. */
export function gatherer(handOn: (names: ReadonlySet<string>) => void): (name: string) => void {
  let names = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let handedAt = -roundMs;
  return (name) => {
    names.add(name);
    const waits = Math.max(gatherMs, handedAt + roundMs - performance.now());
    timer ??= setTimeout(() => {
      timer = undefined;
      handedAt = performance.now();
      const round = names;
      names = new Set();
      handOn(round);
    }, waits);
  };
}

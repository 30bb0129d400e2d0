/** A stream that may be ended while it waits: a generator alone ends only where it yields. */
export function endable<Row>(
  open: (signal: AbortSignal) => AsyncGenerator<Row, undefined>,
): AsyncIterableIterator<Row> {
  const ending = new AbortController();
  const rows = open(ending.signal);
  return {
    next: () => rows.next(),
    return: () => {
      ending.abort();
      return rows.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

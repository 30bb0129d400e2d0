/**
 * States a belief about our own code. A broken belief is a bug, never a refusal:
 * it throws, the transaction rolls back, and the caller sees only an id.
 */
export function assert(condition: unknown, belief: string): asserts condition {
  if (!condition) throw new Error(`belief broken: ${belief}`);
}

/** Marks a branch that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

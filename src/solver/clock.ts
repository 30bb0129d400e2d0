/**
 * The one place where the solver looks at a clock. Time only stops a search and fills in `ms`;
 * no choice depends on it, and a caller may pass a clock of its own.
 */
export const wallClock = (): number => performance.now();

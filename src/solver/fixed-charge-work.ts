/**
 * What one unit of a run's work is on the network: some 0.5 ms at the pace of a machine that has
 * nothing else to do, whatever is done.
 */
export const ARCS_PER_WORK = 14_000;
export const PIVOTS_PER_WORK = 500;

/** Looks of the annealing: trees of many arcs are deep, and do not lie in the nearest memory. */
export const looksPerWork = (arcs: number): number => 1_600 / (1 + arcs / 400_000);

/**
 * What one unit of a run's work is on the network: some 0.5 ms at the pace of a machine that has
 * nothing else to do, whatever is done.
 */
export const ARCS_PER_WORK = 8_000;
export const PIVOTS_PER_WORK = 500;
export const LOOKS_PER_WORK = 800;

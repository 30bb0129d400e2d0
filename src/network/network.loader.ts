import type { LoaderOf } from "../graph/context.ts";
import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import type { Network } from "./network.model.ts";
import { readClosuresOf, readLinks, readNetwork, readNodes } from "./network.store.ts";

/** The roads, read once per operation however many fields ask. */
export const wholeNetwork: LoaderOf<() => Promise<Network>> = (tx) => {
  let read: Promise<Network> | undefined;
  return () => (read ??= tx().then(readNetwork));
};

export const nodeById = oneByKey(readNodes, ({ id }) => id);
export const linkById = oneByKey(readLinks, ({ id }) => id);
export const closuresOfLink = manyByKey(readClosuresOf, ({ linkId }) => linkId);

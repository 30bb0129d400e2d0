export { readClosedLinks, readNetwork } from "./network.store.ts";

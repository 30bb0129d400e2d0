import "reflect-metadata";
import { it } from "vitest";
import { hearsAll } from "../support/tortured-feed.ts";

it(
  "what is cut 1,000 times on three nodes that are killed hears every fact once, in order",
  () => hearsAll({ writers: 16, facts: 25, subscribers: 50, cuts: 1_000, kills: 5 }),
  180_000,
);

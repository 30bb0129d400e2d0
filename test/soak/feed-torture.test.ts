import "reflect-metadata";
import { it } from "vitest";
import { hearsAll } from "../support/tortured-feed.ts";

it(
  "what is cut 10,000 times on three nodes that are killed hears every fact once, in order",
  () => hearsAll({ writers: 16, facts: 250, subscribers: 50, cuts: 10_000, kills: 60 }),
  900_000,
);

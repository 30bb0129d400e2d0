import { createHash } from "node:crypto";
import { chanceOf, type Chance } from "../src/kernel/chance.ts";

const digest = (seed: number, name: string): Buffer =>
  createHash("sha256").update(`qipan|${seed}|${name}`).digest();

/** The same (seed, name) is the same UUID: version 8 of RFC 9562, its free bits from SHA-256. */
export function uuidOf(seed: number, name: string): string {
  const bytes = digest(seed, name).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** Chance of its own for each name: a new row does not change what the others drew. */
export const chanceFor = (seed: number, name: string): Chance =>
  chanceOf(digest(seed, name).readUInt32BE(0));

/** A whole number from `least` to `most`, both included. */
export const pick = (chance: Chance, least: number, most: number): number =>
  least + Math.floor(chance() * (most - least + 1));

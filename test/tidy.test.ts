import { describe, expect, test } from "vitest";
import { importFindings, unusedFindings } from "./support/tidy/imports.ts";
import {
  lengthFindings,
  looseFindings,
  nameFindings,
  skippedFindings,
  strayFindings,
  wordFindings,
} from "./support/tidy/shape.ts";
import { readTree } from "./support/tidy/sources.ts";

const tree = readTree(".");

describe("the tree keeps the law", () => {
  test("there is a tree to look at", () => {
    expect(tree.filter(({ ast }) => ast !== null).length).toBeGreaterThan(10);
  });
  test("imports go upstream, and each kind of file keeps to its own", () => {
    expect(importFindings(tree)).toEqual([]);
  });
  test("files, functions and lines are short", () => {
    expect(lengthFindings(tree)).toEqual([]);
  });
  test("names say what is inside, and no file only passes on another", () => {
    expect(nameFindings(tree)).toEqual([]);
  });
  test("no test is skipped or runs alone", () => {
    expect(skippedFindings(tree)).toEqual([]);
  });
  test("time, chance and settings are handed in", () => {
    expect(strayFindings(tree)).toEqual([]);
  });
  test("no type is given up and no check is silenced", () => {
    expect(looseFindings(tree)).toEqual([]);
  });
  test("nothing is left for later, and no machine or workplace is named", () => {
    expect(wordFindings(tree)).toEqual([]);
  });
  test("every file is loaded by something", () => {
    expect(unusedFindings(tree)).toEqual([]);
  });
});

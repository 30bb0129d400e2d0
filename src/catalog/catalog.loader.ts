import { keptByKey, manyByKey, oneByKey } from "../regions/rows.loader.ts";
import {
  readCategories,
  readComponents,
  readEquipmentTypes,
  readItems,
  readSkills,
  readSubstitutes,
} from "./catalog.store.ts";

export const itemBySku = keptByKey("item", readItems, ({ sku }) => sku);
export const categoryByCode = oneByKey(readCategories, ({ code }) => code);
export const componentsOfKit = manyByKey(readComponents, ({ kit }) => kit);
export const substitutesOfItem = manyByKey(readSubstitutes, ({ item }) => item);
export const skillByCode = oneByKey(readSkills, ({ code }) => code);
export const equipmentTypeByCode = oneByKey(readEquipmentTypes, ({ code }) => code);

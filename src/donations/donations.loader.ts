import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readCampaigns } from "./campaign.store.ts";
import { readDisclosures } from "./disclosure.store.ts";
import { readClockSources, readVersions } from "./public.store.ts";

export const disclosureById = oneByKey(readDisclosures, ({ id }) => id);
export const campaignById = oneByKey(readCampaigns, ({ id }) => id);
export const versionsOfDisclosure = manyByKey(readVersions, ({ disclosureId }) => disclosureId);
export const clockSourceByCode = oneByKey(readClockSources, ({ code }) => code);

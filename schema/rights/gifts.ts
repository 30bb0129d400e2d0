import { all, any, duty, may, mine, ours, via, type TableRights } from "./right.ts";

const ofDisclosure = via("disclosure_id", "disclosure", { where: any("HUB", mine("org")) });
const published: TableRights = { seen: "READER", added: ofDisclosure, changed: ofDisclosure };
const theirs: TableRights = { seen: ours("org"), added: ours("org"), changed: ours("org") };

/** A campaign has one from the first. */
const openDisclosure = any(duty("disclosure:publish", "org"), may("campaign:manage", "org"));

/** What is published stands in tables of its own; drafts and the donors' book are the charity's. */
export const gifts: Readonly<Record<string, TableRights>> = {
  campaign: {
    ...theirs,
    added: duty("campaign:manage", "org"),
    seen: any("HUB", mine("org"), via("id", "disclosure", { to: "campaign_id" })),
  },
  disclosure: {
    ...theirs,
    added: openDisclosure,
    seen: any("HUB", mine("org"), all("READER", { column: "version", is: "POSITIVE" }), {
      among: "watchers",
    }),
  },
  disclosure_line: published,
  disclosure_distribution: published,
  disclosure_version: { seen: "READER", added: ofDisclosure },
  disclosure_rule: { seen: "READER" },
  donation: { ...theirs, added: duty("donation:import", "org") },
  donation_import: { seen: ours("org"), added: duty("donation:import", "org") },
  donation_intake: {
    seen: via("donation_id", "donation"),
    added: via("donation_id", "donation"),
  },
};

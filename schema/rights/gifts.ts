import { all, any, duty, may, mine, ours, via, type TableRights } from "./right.ts";

const ofDisclosure = via("disclosure_id", "disclosure", {
  where: duty("disclosure:publish", "org"),
});
const published: TableRights = { seen: "READER", added: ofDisclosure, changed: ofDisclosure };
const theirs: TableRights = { seen: ours("org"), changed: ours("org") };

/** A campaign has one from the first. */
const openDisclosure = any(duty("disclosure:publish", "org"), may("campaign:manage", "org"));

/** What is published stands in tables of its own; drafts and the donors' book are the charity's. */
export const gifts: Readonly<Record<string, TableRights>> = {
  campaign: {
    ...theirs,
    added: duty("campaign:manage", "org"),
    kept: duty("campaign:manage", "org"),
    seen: any("HUB", mine("org"), via("id", "disclosure", { to: "campaign_id" })),
  },
  disclosure: {
    ...theirs,
    added: openDisclosure,
    // Goods that come in and a campaign that goes on move the day it is due.
    kept: any(openDisclosure, may("donation:import", "org")),
    seen: any("HUB", mine("org"), all("READER", { column: "version", is: "POSITIVE" }), {
      among: "watchers",
    }),
    set: [
      {
        columns: ["version", "published_at", "state"],
        by: duty("disclosure:publish", "org"),
      },
      { columns: ["warned_for", "overdue_for"], by: "HUB" },
    ],
  },
  disclosure_line: published,
  disclosure_distribution: published,
  disclosure_version: { seen: "READER", added: ofDisclosure },
  disclosure_rule: { seen: "READER" },
  donation: {
    ...theirs,
    added: duty("donation:import", "org"),
    kept: duty("donation:import", "org"),
  },
  donation_import: { seen: ours("org"), added: duty("donation:import", "org") },
  donation_intake: {
    seen: via("donation_id", "donation"),
    added: via("donation_id", "donation", { where: duty("donation:import", "org") }),
  },
};

import { all, any, mine, ours, via, type TableRights } from "./right.ts";

const ofDisclosure = via("disclosure_id", "disclosure", { where: any("HUB", mine("org")) });
const published: TableRights = { seen: "READER", added: ofDisclosure, changed: ofDisclosure };
const theirs: TableRights = { seen: ours("org"), added: ours("org"), changed: ours("org") };

/** What is published stands in tables of its own; drafts and the donors' book are the charity's. */
export const gifts: Readonly<Record<string, TableRights>> = {
  campaign: {
    ...theirs,
    seen: any("HUB", mine("org"), via("id", "disclosure", { to: "campaign_id" })),
  },
  disclosure: {
    ...theirs,
    seen: any("HUB", mine("org"), all("READER", { column: "version", is: "POSITIVE" }), {
      among: "watchers",
    }),
  },
  disclosure_line: published,
  disclosure_distribution: published,
  disclosure_version: { seen: "READER", added: ofDisclosure },
  disclosure_rule: { seen: "READER" },
  donation: theirs,
  donation_import: { seen: ours("org"), added: ours("org") },
  donation_intake: {
    seen: via("donation_id", "donation"),
    added: via("donation_id", "donation"),
  },
};

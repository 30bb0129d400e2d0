import type { HubKind } from "../../schema/words/access.ts";
import type { DisclosureState, PublicationKind } from "../../schema/words/donations.ts";

export interface Named {
  readonly nameZh: string;
  readonly nameEn: string | null;
}
export interface Goods {
  readonly received: number;
  readonly inStock: number;
  readonly out: number;
  readonly distributed: number;
  readonly used: number;
  readonly lost: number;
  readonly item: Named & { readonly unitZh: string; readonly unit: string };
}
export interface Paged<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
export interface Donation extends Goods {
  readonly number: string;
  readonly donor: string | null;
  readonly given: string | null;
  readonly receivedOn: string;
  readonly earmark: string | null;
  readonly organization: Named;
}
export interface Given extends Pick<Goods, "item"> {
  readonly number: string;
  readonly place: string | null;
  readonly unit: string | null;
  readonly quantity: number;
  readonly day: string;
}
export interface Told {
  readonly id: string;
  readonly number: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly state: DisclosureState;
  readonly publishedAt: Date;
  readonly versions: readonly {
    readonly version: number;
    readonly kind: PublicationKind;
    readonly note: string | null;
    readonly publishedAt: Date;
  }[];
}
export interface Published {
  readonly hub: { readonly kind: HubKind; readonly now: Date };
  readonly publicInventory: Paged<Goods>;
  readonly publicDonations: Paged<Donation>;
  readonly publicDistributions: Paged<Given>;
  readonly publicDisclosures: Pick<Paged<Told>, "edges">;
}

import type { Turn } from "./demo-turns.model.ts";

/** What `qipan demo --json` answers: the whole loop of one scenario, as the API told it. */
export interface DemoReport {
  readonly scenario: { readonly id: string; readonly nameZh: string; readonly nameEn: string };
  /** What went otherwise than planned, as it was taken. */
  readonly turns: readonly Turn[];
  readonly needs: readonly DemoNeed[];
  readonly proposals: readonly DemoProposal[];
  readonly orders: readonly DemoOrder[];
  readonly receipts: readonly DemoReceipt[];
  readonly claims: readonly DemoClaim[];
  readonly refillTasks: readonly DemoTask[];
  readonly statements: readonly DemoStatement[];
  readonly ledger: { readonly verified: boolean; readonly entries: number; readonly heads: number };
}

interface Named {
  readonly name: string;
}
interface NamedZh {
  readonly nameZh: string;
}
export interface Party extends Named {
  readonly id: string;
}

export interface DemoNeed {
  readonly id: string;
  readonly quantity: number;
  readonly promised: number;
  readonly received: number;
  readonly state: string;
  readonly priority: number;
  readonly deadlineAt: string | null;
  readonly item: (NamedZh & { readonly sku: string; readonly unitZh: string }) | null;
  readonly capability: (NamedZh & { readonly code: string }) | null;
}

export interface DemoProposal {
  readonly id: string;
  readonly state: string;
  readonly status: string | null;
  readonly failure: string | null;
  readonly planHash: string | null;
  readonly stages: readonly {
    readonly name: string;
    readonly value: number;
    readonly baseline: number | null;
    readonly gap: number;
  }[];
  readonly allocations: readonly DemoAllocation[];
  readonly shortages: readonly DemoShortage[];
  readonly excluded: {
    readonly edges: readonly {
      readonly node: { readonly code: string; readonly zh: string; readonly sourceZh: string };
    }[];
  };
}

export interface DemoAllocation {
  readonly need: { readonly id: string };
  readonly quantity: number;
  readonly counted: number;
  readonly arrivesAt: string;
  readonly basis: string;
  readonly tier: string | null;
  readonly item: (NamedZh & { readonly unitZh: string }) | null;
  readonly depot: NamedZh | null;
  readonly lender: NamedZh;
  readonly reasons: readonly { readonly zh: string }[];
}

export interface DemoShortage {
  readonly missing: number;
  readonly need: { readonly id: string };
  readonly limits: readonly { readonly zh: string }[];
  readonly measures: readonly { readonly zh: string }[];
}

export interface DemoOrder {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly authority: string;
  readonly agreement:
    | (NamedZh & {
        readonly id: string;
        readonly nameEn: string;
        readonly terms: {
          readonly deemedUsedAfterDays: number | null;
          readonly serviceRates: readonly { readonly unit: string; readonly rateFen: number }[];
        };
      })
    | null;
  readonly lender: Party;
  readonly receiver: Party;
  readonly approvals: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly organization: Party;
  }[];
  readonly lines: readonly DemoLine[];
  readonly legs: readonly DemoLeg[];
}

export interface DemoLeg {
  readonly id: string;
  readonly position: number;
  readonly carrier: Party;
  readonly vehicleIds: readonly string[];
  readonly lines: readonly { readonly orderLineId: string; readonly departed: number }[];
}

export interface DemoCarrier {
  readonly insuredUntil: string | null;
  readonly organization: { readonly id: string };
  readonly vehicles: readonly {
    readonly loadKg: number;
    readonly loadM3: number;
    readonly licences: readonly string[];
  }[];
}

export interface DemoLine {
  readonly id: string;
  readonly basis: string;
  readonly liability: string | null;
  readonly ordered: number;
  readonly held: number;
  readonly departed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
  readonly item:
    | (NamedZh & {
        readonly sku: string;
        readonly unitZh: string;
        readonly recovery: string;
        readonly needsRestoring: boolean;
        readonly dangerousGoods: string | null;
        readonly weightKg: number;
        readonly volumeM3: number;
      })
    | null;
  readonly depot: (NamedZh & { readonly id: string }) | null;
  readonly team: { readonly name: string; readonly headcount: number } | null;
  readonly equipment: { readonly id: string } | null;
  readonly lot: { readonly code: string } | null;
  readonly owner: Party & { readonly sector: string };
  readonly custodian: Party;
  readonly goodsOut: readonly { readonly kind: string; readonly quantity: number }[];
}

export interface DemoReceipt {
  readonly order: string;
  readonly item: string;
  readonly lender: string;
  readonly departed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
}

export interface DemoClaim {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly itemCode: string | null;
  readonly unit: string;
  readonly opened: number;
  readonly outstanding: number;
  readonly mirrors: string | null;
  readonly debtor: Party;
  readonly creditor: Party;
}

export interface DemoTask {
  readonly id: string;
  readonly state: string;
  readonly itemCode: string;
  readonly unit: string;
  readonly quantity: number;
  readonly done: number;
  readonly performer: Named;
  readonly depot: Named & { readonly custodian: Pick<Party, "id"> };
  readonly claim: { readonly id: string } | null;
}

export interface DemoStatement {
  readonly id: string;
  readonly headSize: number;
  readonly headRoot: string;
  readonly lines: readonly {
    readonly kind: string;
    readonly collects: boolean;
    readonly itemCode: string | null;
    readonly unit: string;
    readonly opening: number;
    readonly opened: number;
    readonly closing: number;
    readonly disputed: number;
    readonly settled: readonly { readonly means: string; readonly quantity: number }[];
    readonly counterparty: NamedZh;
  }[];
}

--> statement-breakpoint
CREATE TABLE "qipan"."api_key" (
	"id" text PRIMARY KEY NOT NULL,
	"principal_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "qipan"."membership" (
	"principal_id" text NOT NULL,
	"org_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "membership_principal_id_org_id_role_pk" PRIMARY KEY("principal_id","org_id","role"),
	CONSTRAINT "membership_role" CHECK ("qipan"."membership"."role" in ('VIEWER', 'KEEPER', 'PUBLISHER', 'DISPATCHER', 'APPROVER', 'FINANCE', 'RECEIVER', 'AUDITOR', 'CONFERENCE_SECRETARY', 'ADMIN'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."principal" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"oidc_subject" text,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "principal_oidc_subject_unique" UNIQUE("oidc_subject"),
	CONSTRAINT "principal_kind" CHECK ("qipan"."principal"."kind" in ('PERSON', 'MACHINE', 'SYSTEM'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"principal_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."book_leaf" (
	"book" text NOT NULL,
	"position" bigint NOT NULL,
	"entry_id" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "book_leaf_position" UNIQUE("book","position"),
	CONSTRAINT "book_leaf_entry" UNIQUE("book","entry_id")
);
--> statement-breakpoint
CREATE TABLE "qipan"."ledger_head" (
	"book" text NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"frontier" jsonb NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "ledger_head_size" UNIQUE("book","size")
);
--> statement-breakpoint
CREATE TABLE "qipan"."sealed" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"row_id" bigint NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sealed_row" UNIQUE("kind","row_id"),
	CONSTRAINT "sealed_kind" CHECK ("qipan"."sealed"."kind" in ('EVENT', 'ENTRY'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."equipment_type" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"class" text NOT NULL,
	"crew_size" integer NOT NULL,
	"transport_mode" text NOT NULL,
	"capacity" double precision,
	"capacity_unit" text,
	"road_speed_kmh" double precision,
	"skills" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."item" (
	"sku" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"unit" text NOT NULL,
	"unit_zh" text NOT NULL,
	"category" text NOT NULL,
	"gb_major" text NOT NULL,
	"gb_code" text,
	"plan_class" text NOT NULL,
	"hazards" jsonb NOT NULL,
	"storage_life_months" integer,
	"weight_kg" double precision NOT NULL,
	"volume_m3" double precision NOT NULL,
	"recovery" text NOT NULL,
	"recovery_months" integer,
	"needs_restoring" boolean DEFAULT false NOT NULL,
	"dangerous_goods" text,
	"value_fen" bigint,
	"is_kit" boolean DEFAULT false NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	CONSTRAINT "item_plan_class" CHECK ("qipan"."item"."plan_class" in ('BL', 'RS', 'RF')),
	CONSTRAINT "item_recovery" CHECK ("qipan"."item"."recovery" in ('MUST_RETURN', 'RETURN_IF_UNDER_MONTHS', 'NON_RECOVERABLE'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."item_category" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."item_substitute" (
	"item" text NOT NULL,
	"substitute" text NOT NULL,
	"give" bigint NOT NULL,
	"counts" bigint NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "item_substitute_item_substitute_pk" PRIMARY KEY("item","substitute")
);
--> statement-breakpoint
CREATE TABLE "qipan"."kit_component" (
	"kit" text NOT NULL,
	"component" text NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "kit_component_kit_component_pk" PRIMARY KEY("kit","component")
);
--> statement-breakpoint
CREATE TABLE "qipan"."skill" (
	"code" text PRIMARY KEY NOT NULL,
	"domain" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"standard" text
);
--> statement-breakpoint
CREATE TABLE "qipan"."approval" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"org" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"asked_at" timestamp with time zone NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "approval_kind" CHECK ("qipan"."approval"."kind" in ('OWNER', 'KEEPER', 'REFILL_PLEDGE')),
	CONSTRAINT "approval_state" CHECK ("qipan"."approval"."state" in ('PENDING', 'GRANTED', 'REFUSED', 'LAPSED', 'DEEMED', 'RATIFIED', 'REFUSED_AFTERWARDS', 'PAPERS_OVERDUE'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."dispatch_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"proposal_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"lender_org" text NOT NULL,
	"requester_org" text NOT NULL,
	"receiver_org" text NOT NULL,
	"payer_org" text NOT NULL,
	"destination" text NOT NULL,
	"authority" text NOT NULL,
	"agreement_id" text,
	"agreement_version" integer,
	"hold_lapses_at" timestamp with time zone,
	"drafted_at" timestamp with time zone NOT NULL,
	"issued_at" timestamp with time zone,
	"issued_by" text,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"loading_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	"parties" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "dispatch_order_number_unique" UNIQUE("number"),
	CONSTRAINT "dispatch_order_authority" CHECK ("qipan"."dispatch_order"."authority" in ('COMMAND', 'PACT', 'REQUEST'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."order_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"need_id" uuid NOT NULL,
	"depot_id" text,
	"lot_id" uuid,
	"commitment_id" text,
	"team_id" text,
	"equipment_id" text,
	"item" text,
	"owner_org" text NOT NULL,
	"custodian_org" text NOT NULL,
	"basis" text NOT NULL,
	"liability" text,
	"liability_terms" jsonb,
	"contracting_org" text,
	"commander_org" text,
	"lot_origin" text,
	"under_norm" boolean DEFAULT false NOT NULL,
	"unit_price_fen" bigint,
	"debtor_org" text,
	"ordered" bigint NOT NULL,
	"counted" bigint NOT NULL,
	"held" bigint DEFAULT 0 NOT NULL,
	"loaded" bigint DEFAULT 0 NOT NULL,
	"departed" bigint DEFAULT 0 NOT NULL,
	"accepted" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"missing" bigint DEFAULT 0 NOT NULL,
	"cancelled" bigint DEFAULT 0 NOT NULL,
	"leaves_at" timestamp with time zone NOT NULL,
	"arrives_at" timestamp with time zone NOT NULL,
	"reasons" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_line_basis" CHECK ("qipan"."order_line"."basis" in ('TRANSFER_TITLE', 'COMMAND', 'PACT', 'LOAN', 'REQUISITION', 'PURCHASE', 'DONATION', 'OWN')),
	CONSTRAINT "order_line_one_thing" CHECK (num_nonnulls("qipan"."order_line"."lot_id", "qipan"."order_line"."commitment_id", "qipan"."order_line"."team_id", "qipan"."order_line"."equipment_id") = 1),
	CONSTRAINT "order_line_ordered" CHECK ("qipan"."order_line"."ordered" > 0 and "qipan"."order_line"."counted" > 0),
	CONSTRAINT "order_line_flow" CHECK (least("qipan"."order_line"."held", "qipan"."order_line"."loaded", "qipan"."order_line"."departed", "qipan"."order_line"."accepted", "qipan"."order_line"."rejected", "qipan"."order_line"."missing",
          "qipan"."order_line"."cancelled") >= 0
        and "qipan"."order_line"."departed" <= "qipan"."order_line"."loaded" and "qipan"."order_line"."loaded" + "qipan"."order_line"."cancelled" <= "qipan"."order_line"."ordered"
        and "qipan"."order_line"."accepted" + "qipan"."order_line"."rejected" + "qipan"."order_line"."missing" <= "qipan"."order_line"."departed")
);
--> statement-breakpoint
CREATE TABLE "qipan"."proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"requested_by_org" text NOT NULL,
	"requested_by" text NOT NULL,
	"state" text NOT NULL,
	"zero_at" timestamp with time zone NOT NULL,
	"problem" jsonb NOT NULL,
	"grounds" jsonb NOT NULL,
	"plan" jsonb,
	"plan_hash" text,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	"ready_at" timestamp with time zone,
	"adopted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "proposal_state" CHECK ("qipan"."proposal"."state" in ('SOLVING', 'READY', 'FAILED', 'CANCELLED', 'ADOPTED', 'SUPERSEDED', 'STALE'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "qipan"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"principal" text NOT NULL,
	"org" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "qipan"."event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_version" integer NOT NULL,
	"parties" text[] NOT NULL,
	"facts" jsonb NOT NULL,
	"actor" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "event_kind" CHECK ("qipan"."event"."kind" in ('REGION_MODE_CHANGED', 'AGREEMENT_SIGNED', 'STOCK_OPENED', 'STOCK_CHANGED', 'LOT_BLOCKED', 'INCIDENT_REPORTED', 'INCIDENT_ACTIVATED', 'INCIDENT_LEVEL_CHANGED', 'INCIDENT_ZONE_CHANGED', 'INCIDENT_RESPONSE_ENDED', 'INCIDENT_AFTERMATH', 'INCIDENT_CLOSED', 'NEED_DECLARED', 'NEED_CHANGED', 'PROPOSAL_REQUESTED', 'PROPOSAL_READY', 'PROPOSAL_FAILED', 'PROPOSAL_CANCELLED', 'PROPOSAL_ADOPTED', 'PROPOSAL_STALE', 'APPROVAL_ASKED', 'APPROVAL_DECIDED', 'APPROVAL_LAPSED', 'ORDER_DRAFTED', 'HOLD_RENEWED', 'ORDER_ISSUED', 'ORDER_ACKNOWLEDGED', 'ORDER_LOADING', 'ORDER_SHORT', 'ORDER_CANCELLED', 'LEG_DEPARTED', 'RELAY_PLANNED', 'LEG_HANDED_OVER', 'LEG_TURNED_BACK', 'LEG_DIVERTED', 'GOODS_MOVED', 'ORDER_OBJECTED', 'FEE_RECORDED', 'LEG_ARRIVED', 'ORDER_RECEIVED', 'ORDER_CLOSED', 'DIFFERENCE_CONFIRMED', 'UNIT_MOVED', 'GOODS_USED', 'GOODS_RETURNING', 'GOODS_RETURNED', 'GOODS_INSPECTED', 'SERVICE_RECORDED', 'REFILL_SENT', 'REFILL_RECEIVED', 'GOODS_KEPT', 'CLAIM_OPENED', 'CLAIM_CHANGED', 'REFILL_TASK_OPENED', 'REFILL_TASK_CHANGED', 'STATEMENT_ISSUED', 'ORDER_RECALLED', 'LOT_EXPIRED', 'GOODS_WRITTEN_OFF', 'ROTATION_OFFERED', 'ROTATION_TAKEN', 'ROTATION_WITHDRAWN', 'TARGET_SET', 'COMMITMENT_RECORDED', 'COMMITMENT_CALLED', 'KIT_ASSEMBLED', 'KIT_BROKEN', 'STOCKTAKE_OPENED', 'STOCKTAKE_COUNTED', 'STOCKTAKE_CLOSED', 'STOCKTAKE_CANCELLED', 'CAMPAIGN_OPENED', 'CAMPAIGN_CHANGED', 'DONATIONS_IMPORTED', 'DONATION_DISTRIBUTED', 'DISCLOSURE_OPENED', 'DISCLOSURE_PUBLISHED', 'DISCLOSURE_CORRECTED', 'DISCLOSURE_DUE_SOON', 'DISCLOSURE_OVERDUE')),
	CONSTRAINT "event_subject_kind" CHECK ("qipan"."event"."subject_kind" in ('REGION', 'AGREEMENT', 'DEPOT', 'LOT', 'INCIDENT', 'NEED', 'PROPOSAL', 'APPROVAL', 'ORDER', 'LEG', 'TEAM', 'EQUIPMENT', 'CLAIM', 'REFILL_TASK', 'STATEMENT', 'STOCKTAKE', 'ROTATION_OFFER', 'COMMITMENT', 'CAMPAIGN', 'DISCLOSURE', 'DONATION_IMPORT'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."hub" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"epoch" uuid NOT NULL,
	"no_liability" boolean DEFAULT false NOT NULL,
	"seed" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hub_kind" CHECK ("qipan"."hub"."kind" in ('LIVE', 'EXERCISE')),
	CONSTRAINT "hub_single" CHECK ("qipan"."hub"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "qipan"."idempotency" (
	"org" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" text NOT NULL,
	"principal" text NOT NULL,
	"result_kind" text NOT NULL,
	"result_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_org_key_pk" PRIMARY KEY("org","key")
);
--> statement-breakpoint
CREATE TABLE "qipan"."seal_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"horizon" "xid8" NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "seal_state_single" CHECK ("qipan"."seal_state"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "qipan"."carrier" (
	"org_id" text PRIMARY KEY NOT NULL,
	"insured_until" date
);
--> statement-breakpoint
CREATE TABLE "qipan"."equipment_unit" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"owner_org" text NOT NULL,
	"team_id" text,
	"base_node" text NOT NULL,
	"state" text DEFAULT 'STANDBY' NOT NULL,
	"order_line_id" uuid,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "equipment_unit_state" CHECK ("qipan"."equipment_unit"."state" in ('STANDBY', 'HELD', 'EN_ROUTE', 'ON_SCENE', 'RETURNING', 'RESTING', 'MAINTENANCE', 'OUT_OF_SERVICE'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."team" (
	"id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text,
	"category" text NOT NULL,
	"owner_org" text NOT NULL,
	"region_code" text NOT NULL,
	"base_node" text NOT NULL,
	"headcount" integer NOT NULL,
	"mobilisation_minutes" integer NOT NULL,
	"skills" jsonb NOT NULL,
	"insured_until" date,
	"state" text DEFAULT 'STANDBY' NOT NULL,
	"order_line_id" uuid,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "team_category" CHECK ("qipan"."team"."category" in ('NATIONAL_FIRE_RESCUE', 'PROFESSIONAL', 'VOLUNTEER_ADULT', 'GRASSROOTS', 'ENTERPRISE', 'SOCIAL_FORCE', 'EXPERT', 'MILITARY')),
	CONSTRAINT "team_state" CHECK ("qipan"."team"."state" in ('STANDBY', 'HELD', 'EN_ROUTE', 'ON_SCENE', 'RETURNING', 'RESTING', 'MAINTENANCE', 'OUT_OF_SERVICE'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."vehicle" (
	"id" text PRIMARY KEY NOT NULL,
	"carrier_org" text NOT NULL,
	"type" text NOT NULL,
	"plate" text NOT NULL,
	"base_node" text NOT NULL,
	"load_kg" double precision NOT NULL,
	"load_m3" double precision NOT NULL,
	"licences" jsonb NOT NULL,
	"passes" jsonb NOT NULL,
	"speed_factor" double precision NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."incident" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text,
	"category" text NOT NULL,
	"hazard" text NOT NULL,
	"incident_grade" text,
	"warning_level" text,
	"response_level" text,
	"state" text NOT NULL,
	"region_code" text NOT NULL,
	"node" text NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"lead_org" text NOT NULL,
	"government_org" text NOT NULL,
	"payer_org" text,
	"responsible_org" text,
	"zone" jsonb,
	"closed_roads" jsonb NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"response_started_at" timestamp with time zone,
	"response_ended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "incident_category" CHECK ("qipan"."incident"."category" in ('NATURAL_DISASTER', 'ACCIDENT_DISASTER', 'PUBLIC_HEALTH', 'SOCIAL_SECURITY')),
	CONSTRAINT "incident_grade" CHECK ("qipan"."incident"."incident_grade" in ('GRADE_I', 'GRADE_II', 'GRADE_III', 'GRADE_IV')),
	CONSTRAINT "incident_warning" CHECK ("qipan"."incident"."warning_level" in ('RED', 'ORANGE', 'YELLOW', 'BLUE')),
	CONSTRAINT "incident_response" CHECK ("qipan"."incident"."response_level" in ('LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4')),
	CONSTRAINT "incident_state" CHECK ("qipan"."incident"."state" in ('REPORTED', 'ACTIVE', 'RESPONSE_ENDED', 'AFTERMATH', 'CLOSED')),
	CONSTRAINT "incident_graded" CHECK ("qipan"."incident"."category" <> 'SOCIAL_SECURITY' or "qipan"."incident"."incident_grade" is null),
	CONSTRAINT "incident_payer" CHECK ("qipan"."incident"."state" = 'REPORTED' or "qipan"."incident"."payer_org" is not null)
);
--> statement-breakpoint
CREATE TABLE "qipan"."incident_level" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"response_level" text,
	"incident_grade" text,
	"warning_level" text,
	"payer_org" text,
	"set_by" text NOT NULL,
	"set_by_approver" boolean NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."need" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"node" text NOT NULL,
	"item" text,
	"capability" text,
	"quantity" bigint NOT NULL,
	"priority" integer NOT NULL,
	"deadline_at" timestamp with time zone,
	"min_shelf_minutes" integer DEFAULT 0 NOT NULL,
	"requested_by_org" text NOT NULL,
	"promised" bigint DEFAULT 0 NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"lapses_at" timestamp with time zone,
	"declared_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "need_wants_one_thing" CHECK (num_nonnulls("qipan"."need"."item", "qipan"."need"."capability") = 1),
	CONSTRAINT "need_quantity" CHECK ("qipan"."need"."quantity" > 0),
	CONSTRAINT "need_promised" CHECK ("qipan"."need"."promised" >= 0 and "qipan"."need"."received" >= 0),
	CONSTRAINT "need_priority" CHECK ("qipan"."need"."priority" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "qipan"."account" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "qipan"."account_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"owner" text NOT NULL,
	"kind" text NOT NULL,
	"item" text NOT NULL,
	"lot" text DEFAULT '' NOT NULL,
	"custodian" text DEFAULT '' NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"counterparty" text DEFAULT '' NOT NULL,
	"claim_kind" text DEFAULT '' NOT NULL,
	"ref" text DEFAULT '' NOT NULL,
	"key" text GENERATED ALWAYS AS (owner || chr(31) || kind || chr(31) || item || chr(31) || lot || chr(31) || custodian || chr(31) || place || chr(31) || counterparty || chr(31) || claim_kind || chr(31) || ref) STORED NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "account_key" UNIQUE("key"),
	CONSTRAINT "account_kind" CHECK ("qipan"."account"."kind" in ('ON_HAND', 'HELD', 'IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING', 'INSPECTION', 'REPAIR', 'BLOCKED', 'ASSEMBLED', 'SUPPLY', 'SURPLUS', 'CONSUMED', 'DISTRIBUTED', 'SCRAPPED', 'DESTROYED', 'SHORTAGE', 'ROTATED_OUT', 'TRANSFERRED', 'RECEIVABLE', 'PAYABLE')),
	CONSTRAINT "account_sign" CHECK (case when "qipan"."account"."kind" in ('SUPPLY', 'SURPLUS', 'PAYABLE')
        then "qipan"."account"."balance" <= 0 else "qipan"."account"."balance" >= 0 end)
);
--> statement-breakpoint
CREATE TABLE "qipan"."claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"debtor_org" text NOT NULL,
	"creditor_org" text NOT NULL,
	"item" text NOT NULL,
	"lot_id" uuid,
	"incident_id" uuid,
	"order_line_id" uuid,
	"mirrors" text,
	"liability" text NOT NULL,
	"depot_id" text,
	"custodian_org" text,
	"unit_price_fen" bigint,
	"opened" bigint DEFAULT 0 NOT NULL,
	"outstanding" bigint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"due_anchor" text NOT NULL,
	"due_days" integer NOT NULL,
	"due_on" date,
	"parent_id" uuid,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"debtor_confirmed_at" timestamp with time zone,
	"debtor_confirmed_by" text,
	"creditor_confirmed_at" timestamp with time zone,
	"creditor_confirmed_by" text,
	"disputed_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "claim_kind" CHECK ("qipan"."claim"."kind" in ('RETURN', 'REFILL', 'REPAIR', 'RESTORE', 'COMPENSATE', 'DAMAGES', 'PAY', 'SERVICE', 'RECOURSE')),
	CONSTRAINT "claim_state" CHECK ("qipan"."claim"."state" in ('PROVISIONAL', 'CONFIRMED', 'PART_SETTLED', 'SETTLED', 'DISPUTED', 'REVERSED')),
	CONSTRAINT "claim_liability" CHECK ("qipan"."claim"."liability" in ('NO_LIABILITY_HUB', 'OWNER_IS_PAYER', 'OWNER_AT_FAULT', 'DONATED', 'DONATED_DAMAGED', 'TRANSFER_TITLE', 'COMMAND', 'REQUISITION', 'CONTRACTED', 'USER_REFILLS', 'AT_FAULT', 'FEE')),
	CONSTRAINT "claim_due_anchor" CHECK ("qipan"."claim"."due_anchor" in ('RESPONSE_END', 'RECEIPT', 'DATE')),
	CONSTRAINT "claim_parties" CHECK ("qipan"."claim"."debtor_org" <> "qipan"."claim"."creditor_org"),
	CONSTRAINT "claim_disputed" CHECK ("qipan"."claim"."disputed_by" in ('DEBTOR', 'CREDITOR')
        and ("qipan"."claim"."state" <> 'DISPUTED' or "qipan"."claim"."disputed_by" is not null)),
	CONSTRAINT "claim_outstanding" CHECK ("qipan"."claim"."outstanding" between 0 and "qipan"."claim"."opened")
);
--> statement-breakpoint
CREATE TABLE "qipan"."entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "qipan"."entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transfer_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"item" text NOT NULL,
	"origin" bigint NOT NULL,
	"target" bigint NOT NULL,
	"quantity" bigint NOT NULL,
	"origin_version" bigint NOT NULL,
	"target_version" bigint NOT NULL,
	"means" text DEFAULT '' NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "entry_line" UNIQUE("transfer_id","line"),
	CONSTRAINT "entry_origin_version" UNIQUE("origin","origin_version"),
	CONSTRAINT "entry_target_version" UNIQUE("target","target_version"),
	CONSTRAINT "entry_quantity" CHECK ("qipan"."entry"."quantity" > 0),
	CONSTRAINT "entry_moves" CHECK ("qipan"."entry"."origin" <> "qipan"."entry"."target"),
	CONSTRAINT "entry_means" CHECK ("qipan"."entry"."means" = '' or "qipan"."entry"."means" in ('GOODS', 'RETURNED', 'CONVERTED', 'CASH_EQUIVALENT', 'INVOICE', 'WAIVED', 'NETTED'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."refill_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_org" text NOT NULL,
	"depot_id" text NOT NULL,
	"item" text NOT NULL,
	"lot_id" uuid NOT NULL,
	"incident_id" uuid,
	"order_line_id" uuid,
	"claim_id" uuid,
	"funder_org" text NOT NULL,
	"performer_org" text NOT NULL,
	"quantity" bigint NOT NULL,
	"done" bigint DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"due_on" date,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "refill_task_state" CHECK ("qipan"."refill_task"."state" in ('OPEN', 'PART_DONE', 'DONE')),
	CONSTRAINT "refill_task_quantity" CHECK ("qipan"."refill_task"."quantity" > 0 and "qipan"."refill_task"."done" between 0 and "qipan"."refill_task"."quantity")
);
--> statement-breakpoint
CREATE TABLE "qipan"."transfer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"op" text NOT NULL,
	"reverses" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"actor_org" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"effects" jsonb NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "transfer_reverses_unique" UNIQUE("reverses"),
	CONSTRAINT "transfer_op" CHECK ("qipan"."transfer"."op" in ('OPENING', 'HOLD', 'FIRM', 'RELEASE', 'SHORT_PICK', 'DEPART', 'HAND_OVER', 'RECEIVE', 'DIFFERENCE', 'TURN_BACK', 'USE', 'KEEP', 'RETURN_START', 'RETURN_ARRIVE', 'INSPECT', 'REFILL', 'SETTLE', 'SERVICE', 'RECOURSE', 'BLOCK', 'GIFT', 'MOVE', 'SPLIT', 'STOCKTAKE', 'KIT', 'REVERSAL'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."hand_over" (
	"id" uuid PRIMARY KEY NOT NULL,
	"leg_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code_hash" text NOT NULL,
	"counts" jsonb,
	"given_by_org" text NOT NULL,
	"taken_by_org" text NOT NULL,
	"signed_at" timestamp with time zone,
	"signed_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "hand_over_kind" CHECK ("qipan"."hand_over"."kind" in ('DEPARTURE', 'ARRIVAL'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."leg" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"carrier_org" text NOT NULL,
	"vehicle_ids" text[] NOT NULL,
	"from_depot" text,
	"to_node" text NOT NULL,
	"departed_at" timestamp with time zone,
	"arrived_at" timestamp with time zone,
	"difference_window_ends_at" timestamp with time zone,
	"difference_settled_at" timestamp with time zone,
	"difference_settled_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leg_state" CHECK ("qipan"."leg"."state" in ('PLANNED', 'DEPARTED', 'HANDED_OVER', 'ARRIVED', 'TURNED_BACK', 'DIVERTED'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."leg_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"leg_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"departed" bigint NOT NULL,
	"accepted" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"missing" bigint DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leg_line_departed" CHECK ("qipan"."leg_line"."departed" > 0),
	CONSTRAINT "leg_line_adds_up" CHECK ("qipan"."leg_line"."accepted" + "qipan"."leg_line"."rejected" + "qipan"."leg_line"."missing" <= "qipan"."leg_line"."departed")
);
--> statement-breakpoint
CREATE TABLE "qipan"."road_closure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"link_id" text NOT NULL,
	"reason" text NOT NULL,
	"closed_from" timestamp with time zone NOT NULL,
	"closed_until" timestamp with time zone,
	"reported_by_org" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."road_link" (
	"id" text PRIMARY KEY NOT NULL,
	"from_node" text NOT NULL,
	"to_node" text NOT NULL,
	"roads" text NOT NULL,
	"km" double precision NOT NULL,
	"minutes" integer NOT NULL,
	"tags" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."road_node" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."agreement" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"suspended_at" timestamp with time zone,
	"terms" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agreement_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "agreement_dates" CHECK ("qipan"."agreement"."valid_to" >= "qipan"."agreement"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "qipan"."agreement_party" (
	"agreement_id" text NOT NULL,
	"version" integer NOT NULL,
	"org_id" text NOT NULL,
	"lends" boolean NOT NULL,
	"borrows" boolean NOT NULL,
	CONSTRAINT "agreement_party_agreement_id_version_org_id_pk" PRIMARY KEY("agreement_id","version","org_id")
);
--> statement-breakpoint
CREATE TABLE "qipan"."cluster" (
	"id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"hub_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qipan"."cluster_member" (
	"cluster_id" text NOT NULL,
	"region_code" text NOT NULL,
	CONSTRAINT "cluster_member_cluster_id_region_code_pk" PRIMARY KEY("cluster_id","region_code")
);
--> statement-breakpoint
CREATE TABLE "qipan"."organization" (
	"id" text PRIMARY KEY NOT NULL,
	"sector" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text,
	"uscc" text,
	"region_code" text NOT NULL,
	"superior_org" text,
	"legal_form" text,
	"industry" text,
	"public_fundraising" boolean,
	"search_text" text DEFAULT '' NOT NULL,
	CONSTRAINT "organization_sector" CHECK ("qipan"."organization"."sector" in ('GOVERNMENT', 'MARKET', 'CHARITY'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."region" (
	"code" text PRIMARY KEY NOT NULL,
	"level" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"pinyin" text NOT NULL,
	"parent_code" text,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"population" integer,
	"population_note" text,
	"operating_mode" text DEFAULT 'ROUTINE' NOT NULL,
	CONSTRAINT "region_level" CHECK ("qipan"."region"."level" in ('PROVINCE', 'PREFECTURE', 'COUNTY')),
	CONSTRAINT "region_operating_mode" CHECK ("qipan"."region"."operating_mode" in ('ROUTINE', 'EMERGENCY'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."storage_agreement" (
	"id" text PRIMARY KEY NOT NULL,
	"depot_id" text NOT NULL,
	"owner_org" text NOT NULL,
	"custodian_org" text NOT NULL,
	"contracting_org" text NOT NULL,
	"title" text NOT NULL,
	"handling_fee_fen" bigint NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	CONSTRAINT "storage_agreement_title" CHECK ("qipan"."storage_agreement"."title" in ('GOVERNMENT_OWNED', 'ENTERPRISE_OWNED'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org" text NOT NULL,
	"counterparty" text,
	"incident_id" uuid,
	"cut_at" timestamp with time zone NOT NULL,
	"on_day" date NOT NULL,
	"head_size" text NOT NULL,
	"head_root" text NOT NULL,
	"content" jsonb NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"countersigned_by" text,
	"countersigned_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "qipan"."commitment" (
	"id" text PRIMARY KEY NOT NULL,
	"depot_id" text NOT NULL,
	"supplier_org" text NOT NULL,
	"contracting_org" text NOT NULL,
	"item" text NOT NULL,
	"max_quantity" bigint NOT NULL,
	"daily_rate" bigint NOT NULL,
	"lead_minutes" integer NOT NULL,
	"unit_price_fen" bigint NOT NULL,
	"promised" bigint DEFAULT 0 NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "commitment_promised" CHECK ("qipan"."commitment"."promised" between 0 and "qipan"."commitment"."max_quantity")
);
--> statement-breakpoint
CREATE TABLE "qipan"."depot" (
	"id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text,
	"region_code" text NOT NULL,
	"tier" text NOT NULL,
	"sector" text NOT NULL,
	"reserve_mode" text NOT NULL,
	"owner_org" text NOT NULL,
	"custodian_org" text NOT NULL,
	"visibility" text NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"node" text NOT NULL,
	"capacity_m3" double precision,
	"ready_minutes" integer NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	CONSTRAINT "depot_tier" CHECK ("qipan"."depot"."tier" in ('REGIONAL_HUB', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'PARK', 'SPECIALISED', 'ENTERPRISE', 'CHARITY')),
	CONSTRAINT "depot_sector" CHECK ("qipan"."depot"."sector" in ('GOVERNMENT', 'MARKET', 'CHARITY')),
	CONSTRAINT "depot_reserve_mode" CHECK ("qipan"."depot"."reserve_mode" in ('PHYSICAL', 'CUSTODIAL', 'AGREEMENT', 'CAPACITY')),
	CONSTRAINT "depot_visibility" CHECK ("qipan"."depot"."visibility" in ('PUBLIC', 'PUBLIC_AGGREGATE', 'PARTNER', 'RESTRICTED'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."reserve_target" (
	"depot_id" text NOT NULL,
	"item" text NOT NULL,
	"quantity" bigint NOT NULL,
	"basis" text NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "reserve_target_depot_id_item_pk" PRIMARY KEY("depot_id","item"),
	CONSTRAINT "reserve_target_quantity" CHECK ("qipan"."reserve_target"."quantity" >= 0)
);
--> statement-breakpoint
CREATE TABLE "qipan"."stock_lot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"item" text NOT NULL,
	"owner_org" text NOT NULL,
	"depot_id" text NOT NULL,
	"bin" text,
	"batch" text NOT NULL,
	"made_on" date,
	"expires_on" date,
	"condition" text DEFAULT 'GOOD' NOT NULL,
	"origin" text NOT NULL,
	"earmark" text,
	"under_norm" boolean NOT NULL,
	"unit_value_fen" bigint,
	"counted_at" timestamp with time zone,
	"count_source" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "stock_lot_code_unique" UNIQUE("code"),
	CONSTRAINT "stock_lot_condition" CHECK ("qipan"."stock_lot"."condition" in ('GOOD', 'BLOCKED', 'RECALLED')),
	CONSTRAINT "stock_lot_origin" CHECK ("qipan"."stock_lot"."origin" in ('PURCHASED', 'ALLOCATED', 'DONATED', 'COMMERCIAL')),
	CONSTRAINT "stock_lot_dates" CHECK ("qipan"."stock_lot"."expires_on" is null or "qipan"."stock_lot"."made_on" is null or "qipan"."stock_lot"."expires_on" >= "qipan"."stock_lot"."made_on")
);
--> statement-breakpoint
ALTER TABLE "qipan"."api_key" ADD CONSTRAINT "api_key_principal_id_principal_id_fk" FOREIGN KEY ("principal_id") REFERENCES "qipan"."principal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."membership" ADD CONSTRAINT "membership_principal_id_principal_id_fk" FOREIGN KEY ("principal_id") REFERENCES "qipan"."principal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."membership" ADD CONSTRAINT "membership_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."session" ADD CONSTRAINT "session_principal_id_principal_id_fk" FOREIGN KEY ("principal_id") REFERENCES "qipan"."principal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."book_leaf" ADD CONSTRAINT "book_leaf_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "qipan"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."item" ADD CONSTRAINT "item_category_item_category_code_fk" FOREIGN KEY ("category") REFERENCES "qipan"."item_category"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."item_substitute" ADD CONSTRAINT "item_substitute_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."item_substitute" ADD CONSTRAINT "item_substitute_substitute_item_sku_fk" FOREIGN KEY ("substitute") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."kit_component" ADD CONSTRAINT "kit_component_kit_item_sku_fk" FOREIGN KEY ("kit") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."kit_component" ADD CONSTRAINT "kit_component_component_item_sku_fk" FOREIGN KEY ("component") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."approval" ADD CONSTRAINT "approval_order_id_dispatch_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "qipan"."dispatch_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."approval" ADD CONSTRAINT "approval_org_organization_id_fk" FOREIGN KEY ("org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."dispatch_order" ADD CONSTRAINT "dispatch_order_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "qipan"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."dispatch_order" ADD CONSTRAINT "dispatch_order_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "qipan"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."dispatch_order" ADD CONSTRAINT "dispatch_order_lender_org_organization_id_fk" FOREIGN KEY ("lender_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."dispatch_order" ADD CONSTRAINT "dispatch_order_requester_org_organization_id_fk" FOREIGN KEY ("requester_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."dispatch_order" ADD CONSTRAINT "dispatch_order_receiver_org_organization_id_fk" FOREIGN KEY ("receiver_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."dispatch_order" ADD CONSTRAINT "dispatch_order_payer_org_organization_id_fk" FOREIGN KEY ("payer_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."dispatch_order" ADD CONSTRAINT "dispatch_order_destination_road_node_id_fk" FOREIGN KEY ("destination") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."order_line" ADD CONSTRAINT "order_line_order_id_dispatch_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "qipan"."dispatch_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."order_line" ADD CONSTRAINT "order_line_need_id_need_id_fk" FOREIGN KEY ("need_id") REFERENCES "qipan"."need"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."order_line" ADD CONSTRAINT "order_line_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."proposal" ADD CONSTRAINT "proposal_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "qipan"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."proposal" ADD CONSTRAINT "proposal_requested_by_org_organization_id_fk" FOREIGN KEY ("requested_by_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."carrier" ADD CONSTRAINT "carrier_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."equipment_unit" ADD CONSTRAINT "equipment_unit_type_equipment_type_code_fk" FOREIGN KEY ("type") REFERENCES "qipan"."equipment_type"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."equipment_unit" ADD CONSTRAINT "equipment_unit_owner_org_organization_id_fk" FOREIGN KEY ("owner_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."equipment_unit" ADD CONSTRAINT "equipment_unit_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "qipan"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."equipment_unit" ADD CONSTRAINT "equipment_unit_base_node_road_node_id_fk" FOREIGN KEY ("base_node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."team" ADD CONSTRAINT "team_owner_org_organization_id_fk" FOREIGN KEY ("owner_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."team" ADD CONSTRAINT "team_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."team" ADD CONSTRAINT "team_base_node_road_node_id_fk" FOREIGN KEY ("base_node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."vehicle" ADD CONSTRAINT "vehicle_carrier_org_carrier_org_id_fk" FOREIGN KEY ("carrier_org") REFERENCES "qipan"."carrier"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."vehicle" ADD CONSTRAINT "vehicle_base_node_road_node_id_fk" FOREIGN KEY ("base_node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."incident" ADD CONSTRAINT "incident_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."incident" ADD CONSTRAINT "incident_node_road_node_id_fk" FOREIGN KEY ("node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."incident" ADD CONSTRAINT "incident_lead_org_organization_id_fk" FOREIGN KEY ("lead_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."incident" ADD CONSTRAINT "incident_government_org_organization_id_fk" FOREIGN KEY ("government_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."incident" ADD CONSTRAINT "incident_payer_org_organization_id_fk" FOREIGN KEY ("payer_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."incident" ADD CONSTRAINT "incident_responsible_org_organization_id_fk" FOREIGN KEY ("responsible_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."incident_level" ADD CONSTRAINT "incident_level_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "qipan"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."need" ADD CONSTRAINT "need_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "qipan"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."need" ADD CONSTRAINT "need_node_road_node_id_fk" FOREIGN KEY ("node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."need" ADD CONSTRAINT "need_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."need" ADD CONSTRAINT "need_capability_skill_code_fk" FOREIGN KEY ("capability") REFERENCES "qipan"."skill"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."need" ADD CONSTRAINT "need_requested_by_org_organization_id_fk" FOREIGN KEY ("requested_by_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."entry" ADD CONSTRAINT "entry_transfer_id_transfer_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "qipan"."transfer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."entry" ADD CONSTRAINT "entry_origin_account_id_fk" FOREIGN KEY ("origin") REFERENCES "qipan"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."entry" ADD CONSTRAINT "entry_target_account_id_fk" FOREIGN KEY ("target") REFERENCES "qipan"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."hand_over" ADD CONSTRAINT "hand_over_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "qipan"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."leg" ADD CONSTRAINT "leg_order_id_dispatch_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "qipan"."dispatch_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."leg" ADD CONSTRAINT "leg_carrier_org_organization_id_fk" FOREIGN KEY ("carrier_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."leg" ADD CONSTRAINT "leg_to_node_road_node_id_fk" FOREIGN KEY ("to_node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."leg_line" ADD CONSTRAINT "leg_line_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "qipan"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."leg_line" ADD CONSTRAINT "leg_line_order_line_id_order_line_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "qipan"."order_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."road_closure" ADD CONSTRAINT "road_closure_link_id_road_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "qipan"."road_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."road_link" ADD CONSTRAINT "road_link_from_node_road_node_id_fk" FOREIGN KEY ("from_node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."road_link" ADD CONSTRAINT "road_link_to_node_road_node_id_fk" FOREIGN KEY ("to_node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."agreement_party" ADD CONSTRAINT "agreement_party_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."cluster" ADD CONSTRAINT "cluster_hub_code_region_code_fk" FOREIGN KEY ("hub_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."cluster_member" ADD CONSTRAINT "cluster_member_cluster_id_cluster_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "qipan"."cluster"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."cluster_member" ADD CONSTRAINT "cluster_member_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."organization" ADD CONSTRAINT "organization_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."storage_agreement" ADD CONSTRAINT "storage_agreement_owner_org_organization_id_fk" FOREIGN KEY ("owner_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."storage_agreement" ADD CONSTRAINT "storage_agreement_custodian_org_organization_id_fk" FOREIGN KEY ("custodian_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."storage_agreement" ADD CONSTRAINT "storage_agreement_contracting_org_organization_id_fk" FOREIGN KEY ("contracting_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."commitment" ADD CONSTRAINT "commitment_depot_id_depot_id_fk" FOREIGN KEY ("depot_id") REFERENCES "qipan"."depot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."commitment" ADD CONSTRAINT "commitment_supplier_org_organization_id_fk" FOREIGN KEY ("supplier_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."commitment" ADD CONSTRAINT "commitment_contracting_org_organization_id_fk" FOREIGN KEY ("contracting_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."commitment" ADD CONSTRAINT "commitment_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."depot" ADD CONSTRAINT "depot_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."depot" ADD CONSTRAINT "depot_owner_org_organization_id_fk" FOREIGN KEY ("owner_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."depot" ADD CONSTRAINT "depot_custodian_org_organization_id_fk" FOREIGN KEY ("custodian_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."depot" ADD CONSTRAINT "depot_node_road_node_id_fk" FOREIGN KEY ("node") REFERENCES "qipan"."road_node"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."reserve_target" ADD CONSTRAINT "reserve_target_depot_id_depot_id_fk" FOREIGN KEY ("depot_id") REFERENCES "qipan"."depot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."reserve_target" ADD CONSTRAINT "reserve_target_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."stock_lot" ADD CONSTRAINT "stock_lot_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."stock_lot" ADD CONSTRAINT "stock_lot_owner_org_organization_id_fk" FOREIGN KEY ("owner_org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qipan"."stock_lot" ADD CONSTRAINT "stock_lot_depot_id_depot_id_fk" FOREIGN KEY ("depot_id") REFERENCES "qipan"."depot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_principal" ON "qipan"."api_key" USING btree ("principal_id");--> statement-breakpoint
CREATE INDEX "membership_org" ON "qipan"."membership" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "session_expires" ON "qipan"."session" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "approval_once" ON "qipan"."approval" USING btree ("order_id","kind","org");--> statement-breakpoint
CREATE INDEX "approval_org" ON "qipan"."approval" USING btree ("org","state");--> statement-breakpoint
CREATE INDEX "dispatch_order_incident" ON "qipan"."dispatch_order" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "dispatch_order_lender" ON "qipan"."dispatch_order" USING btree ("lender_org");--> statement-breakpoint
CREATE INDEX "dispatch_order_proposal" ON "qipan"."dispatch_order" USING btree ("proposal_id");--> statement-breakpoint
CREATE INDEX "order_line_order" ON "qipan"."order_line" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_line_need" ON "qipan"."order_line" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "order_line_lot" ON "qipan"."order_line" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "order_line_commitment" ON "qipan"."order_line" USING btree ("commitment_id");--> statement-breakpoint
CREATE INDEX "proposal_incident" ON "qipan"."proposal" USING btree ("incident_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "qipan"."audit_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "event_xid" ON "qipan"."event" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "event_subject" ON "qipan"."event" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "equipment_unit_owner" ON "qipan"."equipment_unit" USING btree ("owner_org");--> statement-breakpoint
CREATE INDEX "equipment_unit_team" ON "qipan"."equipment_unit" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "team_owner" ON "qipan"."team" USING btree ("owner_org");--> statement-breakpoint
CREATE INDEX "vehicle_carrier" ON "qipan"."vehicle" USING btree ("carrier_org");--> statement-breakpoint
CREATE INDEX "incident_region" ON "qipan"."incident" USING btree ("region_code");--> statement-breakpoint
CREATE INDEX "incident_level_incident" ON "qipan"."incident_level" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "need_incident" ON "qipan"."need" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "account_stock" ON "qipan"."account" USING btree ("item","place","kind");--> statement-breakpoint
CREATE INDEX "account_lot" ON "qipan"."account" USING btree ("lot","kind");--> statement-breakpoint
CREATE INDEX "account_ref" ON "qipan"."account" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "account_counterparty" ON "qipan"."account" USING btree ("counterparty","kind");--> statement-breakpoint
CREATE INDEX "claim_debtor" ON "qipan"."claim" USING btree ("debtor_org");--> statement-breakpoint
CREATE INDEX "claim_creditor" ON "qipan"."claim" USING btree ("creditor_org");--> statement-breakpoint
CREATE INDEX "claim_incident" ON "qipan"."claim" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "claim_order_line" ON "qipan"."claim" USING btree ("order_line_id");--> statement-breakpoint
CREATE INDEX "entry_xid" ON "qipan"."entry" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "refill_task_owner" ON "qipan"."refill_task" USING btree ("owner_org");--> statement-breakpoint
CREATE INDEX "refill_task_claim" ON "qipan"."refill_task" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "refill_task_incident" ON "qipan"."refill_task" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "hand_over_once" ON "qipan"."hand_over" USING btree ("leg_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "leg_position" ON "qipan"."leg" USING btree ("order_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "leg_line_once" ON "qipan"."leg_line" USING btree ("leg_id","order_line_id");--> statement-breakpoint
CREATE INDEX "road_closure_link" ON "qipan"."road_closure" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "agreement_party_org" ON "qipan"."agreement_party" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "organization_region" ON "qipan"."organization" USING btree ("region_code");--> statement-breakpoint
CREATE INDEX "statement_org" ON "qipan"."statement" USING btree ("org","issued_at");--> statement-breakpoint
CREATE INDEX "commitment_depot" ON "qipan"."commitment" USING btree ("depot_id");--> statement-breakpoint
CREATE INDEX "depot_region" ON "qipan"."depot" USING btree ("region_code");--> statement-breakpoint
CREATE INDEX "depot_owner" ON "qipan"."depot" USING btree ("owner_org");--> statement-breakpoint
CREATE INDEX "stock_lot_depot" ON "qipan"."stock_lot" USING btree ("depot_id","item");--> statement-breakpoint
CREATE INDEX "stock_lot_item" ON "qipan"."stock_lot" USING btree ("item","depot_id");

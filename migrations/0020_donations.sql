-- Donated goods of charities: campaigns, what came in, what was published and when it is due.
-- Nothing here holds money, and no row has room for a telephone or an identity number.
CREATE TABLE "qipan"."campaign" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"org" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text,
	"region_code" text NOT NULL,
	"incident_id" uuid,
	"major" boolean NOT NULL,
	"filing_number" text,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_number_unique" UNIQUE("number"),
	CONSTRAINT "campaign_days" CHECK ("qipan"."campaign"."ends_on" is null or "qipan"."campaign"."ends_on" >= "qipan"."campaign"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "qipan"."disclosure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"org" text NOT NULL,
	"subject_kind" text NOT NULL,
	"campaign_id" uuid,
	"incident_id" uuid,
	"region_code" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text,
	"watchers" text[] NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"opened_on" date NOT NULL,
	"published_at" timestamp with time zone,
	"due_rule" text,
	"due_on" date,
	"warned_for" date,
	"overdue_for" date,
	"changes" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "disclosure_number_unique" UNIQUE("number"),
	CONSTRAINT "disclosure_subject_once" UNIQUE NULLS NOT DISTINCT("org","subject_kind","campaign_id","incident_id","region_code"),
	CONSTRAINT "disclosure_subject" CHECK ("qipan"."disclosure"."subject_kind" in ('CAMPAIGN', 'INCIDENT', 'REGION')),
	CONSTRAINT "disclosure_state" CHECK ("qipan"."disclosure"."state" in ('DRAFT', 'PUBLISHED', 'CORRECTED')),
	CONSTRAINT "disclosure_about" CHECK (("qipan"."disclosure"."subject_kind" = 'CAMPAIGN') = ("qipan"."disclosure"."campaign_id" is not null)
        and ("qipan"."disclosure"."subject_kind" <> 'INCIDENT' or "qipan"."disclosure"."incident_id" is not null)),
	CONSTRAINT "disclosure_published" CHECK (("qipan"."disclosure"."state" = 'DRAFT') = ("qipan"."disclosure"."version" = 0))
);
--> statement-breakpoint
CREATE TABLE "qipan"."disclosure_distribution" (
	"disclosure_id" uuid NOT NULL,
	"source" text NOT NULL,
	"from_version" integer NOT NULL,
	"until_version" integer,
	"number" text NOT NULL,
	"org" text NOT NULL,
	"item" text NOT NULL,
	"place" text,
	"unit" text,
	"quantity" bigint NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "disclosure_distribution_disclosure_id_source_from_version_pk" PRIMARY KEY("disclosure_id","source","from_version")
);
--> statement-breakpoint
CREATE TABLE "qipan"."disclosure_line" (
	"disclosure_id" uuid NOT NULL,
	"from_version" integer NOT NULL,
	"until_version" integer,
	"number" text NOT NULL,
	"org" text NOT NULL,
	"lot_id" uuid NOT NULL,
	"donor" text,
	"item" text NOT NULL,
	"given" text,
	"received_on" date NOT NULL,
	"earmark" text,
	"received" bigint NOT NULL,
	"in_stock" bigint NOT NULL,
	"out" bigint NOT NULL,
	"distributed" bigint NOT NULL,
	"used" bigint NOT NULL,
	"lost" bigint NOT NULL,
	CONSTRAINT "disclosure_line_disclosure_id_number_from_version_pk" PRIMARY KEY("disclosure_id","number","from_version"),
	CONSTRAINT "disclosure_line_versions" CHECK ("qipan"."disclosure_line"."until_version" > "qipan"."disclosure_line"."from_version")
);
--> statement-breakpoint
CREATE TABLE "qipan"."disclosure_rule" (
	"code" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"scope" text NOT NULL,
	"anchor" text NOT NULL,
	"days" integer NOT NULL,
	"months" integer NOT NULL,
	"warn_hours" integer NOT NULL,
	"source_zh" text NOT NULL,
	"source_en" text NOT NULL,
	CONSTRAINT "disclosure_rule_code_valid_from_pk" PRIMARY KEY("code","valid_from"),
	CONSTRAINT "disclosure_rule_scope" CHECK ("qipan"."disclosure_rule"."scope" in ('ALL', 'MAJOR', 'LONG', 'UNFILED', 'ENDED')),
	CONSTRAINT "disclosure_rule_anchor" CHECK ("qipan"."disclosure_rule"."anchor" in ('UNPUBLISHED', 'PUBLICATION', 'START', 'END')),
	CONSTRAINT "disclosure_rule_term" CHECK ("qipan"."disclosure_rule"."days" + "qipan"."disclosure_rule"."months" > 0)
);
--> statement-breakpoint
CREATE TABLE "qipan"."disclosure_version" (
	"disclosure_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"note" text,
	"published_at" timestamp with time zone NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	CONSTRAINT "disclosure_version_disclosure_id_version_pk" PRIMARY KEY("disclosure_id","version"),
	CONSTRAINT "disclosure_version_kind" CHECK ("qipan"."disclosure_version"."kind" in ('FIRST', 'UPDATE', 'CORRECTION')),
	CONSTRAINT "disclosure_version_note" CHECK ("qipan"."disclosure_version"."kind" <> 'CORRECTION' or "qipan"."disclosure_version"."note" is not null)
);
--> statement-breakpoint
CREATE TABLE "qipan"."donation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"org" text NOT NULL,
	"row_key" text NOT NULL,
	"disclosure_id" uuid NOT NULL,
	"import_id" uuid,
	"donor" text,
	"item" text NOT NULL,
	"given" text,
	"depot_id" text NOT NULL,
	"lot_id" uuid NOT NULL,
	"batch" text NOT NULL,
	"made_on" date,
	"expires_on" date,
	"received_on" date NOT NULL,
	"earmark" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "donation_number_unique" UNIQUE("number"),
	CONSTRAINT "donation_lot_id_unique" UNIQUE("lot_id"),
	CONSTRAINT "donation_row" UNIQUE("org","row_key")
);
--> statement-breakpoint
CREATE TABLE "qipan"."donation_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org" text NOT NULL,
	"digest" text NOT NULL,
	"mode" text NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"same" integer NOT NULL,
	"refused" integer NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "donation_import_mode" CHECK ("qipan"."donation_import"."mode" in ('ALL_OR_NOTHING', 'VALID_ROWS_ONLY'))
);
--> statement-breakpoint
CREATE TABLE "qipan"."donation_intake" (
	"donation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"quantity" bigint NOT NULL,
	"received_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "donation_intake_donation_id_position_pk" PRIMARY KEY("donation_id","position"),
	CONSTRAINT "donation_intake_quantity" CHECK ("qipan"."donation_intake"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "qipan"."item_pack" (
	"item" text NOT NULL,
	"unit_zh" text NOT NULL,
	"unit_en" text NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "item_pack_item_unit_zh_pk" PRIMARY KEY("item","unit_zh"),
	CONSTRAINT "item_pack_quantity" CHECK ("qipan"."item_pack"."quantity" > 1)
);
--> statement-breakpoint
ALTER TABLE "qipan"."campaign" ADD CONSTRAINT "campaign_org_organization_id_fk" FOREIGN KEY ("org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."campaign" ADD CONSTRAINT "campaign_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."campaign" ADD CONSTRAINT "campaign_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "qipan"."incident"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure" ADD CONSTRAINT "disclosure_org_organization_id_fk" FOREIGN KEY ("org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure" ADD CONSTRAINT "disclosure_campaign_id_campaign_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "qipan"."campaign"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure" ADD CONSTRAINT "disclosure_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "qipan"."incident"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure" ADD CONSTRAINT "disclosure_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "qipan"."region"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure_distribution" ADD CONSTRAINT "disclosure_distribution_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure_distribution" ADD CONSTRAINT "disclosure_distribution_version" FOREIGN KEY ("disclosure_id","from_version") REFERENCES "qipan"."disclosure_version"("disclosure_id","version") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure_line" ADD CONSTRAINT "disclosure_line_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure_line" ADD CONSTRAINT "disclosure_line_version" FOREIGN KEY ("disclosure_id","from_version") REFERENCES "qipan"."disclosure_version"("disclosure_id","version") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."disclosure_version" ADD CONSTRAINT "disclosure_version_disclosure_id_disclosure_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "qipan"."disclosure"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation" ADD CONSTRAINT "donation_org_organization_id_fk" FOREIGN KEY ("org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation" ADD CONSTRAINT "donation_disclosure_id_disclosure_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "qipan"."disclosure"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation" ADD CONSTRAINT "donation_import_id_donation_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "qipan"."donation_import"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation" ADD CONSTRAINT "donation_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation" ADD CONSTRAINT "donation_depot_id_depot_id_fk" FOREIGN KEY ("depot_id") REFERENCES "qipan"."depot"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation" ADD CONSTRAINT "donation_lot_id_stock_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "qipan"."stock_lot"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation_import" ADD CONSTRAINT "donation_import_org_organization_id_fk" FOREIGN KEY ("org") REFERENCES "qipan"."organization"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."donation_intake" ADD CONSTRAINT "donation_intake_donation_id_donation_id_fk" FOREIGN KEY ("donation_id") REFERENCES "qipan"."donation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "qipan"."item_pack" ADD CONSTRAINT "item_pack_item_item_sku_fk" FOREIGN KEY ("item") REFERENCES "qipan"."item"("sku") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "campaign_org" ON "qipan"."campaign" USING btree ("org");
--> statement-breakpoint
CREATE INDEX "disclosure_due" ON "qipan"."disclosure" USING btree ("due_on");
--> statement-breakpoint
CREATE INDEX "disclosure_distribution_now" ON "qipan"."disclosure_distribution" USING btree ("day","source") WHERE until_version is null;
--> statement-breakpoint
CREATE INDEX "disclosure_distribution_number" ON "qipan"."disclosure_distribution" USING btree ("number");
--> statement-breakpoint
CREATE INDEX "disclosure_line_now" ON "qipan"."disclosure_line" USING btree ("received_on","number") WHERE until_version is null;
--> statement-breakpoint
CREATE INDEX "disclosure_line_number" ON "qipan"."disclosure_line" USING btree ("number");
--> statement-breakpoint
CREATE INDEX "donation_disclosure" ON "qipan"."donation" USING btree ("disclosure_id");
--> statement-breakpoint
-- item_pack
alter table qipan.item_pack enable row level security;
--> statement-breakpoint
alter table qipan.item_pack force row level security;
--> statement-breakpoint
create policy owner_all on qipan.item_pack to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.item_pack to qipan_app;
--> statement-breakpoint
create policy seen on qipan.item_pack for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- disclosure_rule
alter table qipan.disclosure_rule enable row level security;
--> statement-breakpoint
alter table qipan.disclosure_rule force row level security;
--> statement-breakpoint
create policy owner_all on qipan.disclosure_rule to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.disclosure_rule to qipan_app;
--> statement-breakpoint
create policy seen on qipan.disclosure_rule for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- disclosure
alter table qipan.disclosure enable row level security;
--> statement-breakpoint
alter table qipan.disclosure force row level security;
--> statement-breakpoint
create policy owner_all on qipan.disclosure to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.disclosure to qipan_app;
--> statement-breakpoint
create policy seen on qipan.disclosure for select to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])
  or ((select qipan.has_reader()) and version > 0) or watchers && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
grant insert on qipan.disclosure to qipan_app;
--> statement-breakpoint
create policy added on qipan.disclosure for insert to qipan_app with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.disclosure to qipan_app;
--> statement-breakpoint
create policy changed on qipan.disclosure for update to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- campaign
alter table qipan.campaign enable row level security;
--> statement-breakpoint
alter table qipan.campaign force row level security;
--> statement-breakpoint
create policy owner_all on qipan.campaign to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.campaign to qipan_app;
--> statement-breakpoint
create policy seen on qipan.campaign for select to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])
  or id in (select campaign_id from qipan.disclosure));
--> statement-breakpoint
grant insert on qipan.campaign to qipan_app;
--> statement-breakpoint
create policy added on qipan.campaign for insert to qipan_app with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.campaign to qipan_app;
--> statement-breakpoint
create policy changed on qipan.campaign for update to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- disclosure_version
alter table qipan.disclosure_version enable row level security;
--> statement-breakpoint
alter table qipan.disclosure_version force row level security;
--> statement-breakpoint
create policy owner_all on qipan.disclosure_version to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.disclosure_version to qipan_app;
--> statement-breakpoint
create policy seen on qipan.disclosure_version for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
grant insert on qipan.disclosure_version to qipan_app;
--> statement-breakpoint
create policy added on qipan.disclosure_version for insert to qipan_app with check (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- disclosure_line
alter table qipan.disclosure_line enable row level security;
--> statement-breakpoint
alter table qipan.disclosure_line force row level security;
--> statement-breakpoint
create policy owner_all on qipan.disclosure_line to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.disclosure_line to qipan_app;
--> statement-breakpoint
create policy seen on qipan.disclosure_line for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
grant insert on qipan.disclosure_line to qipan_app;
--> statement-breakpoint
create policy added on qipan.disclosure_line for insert to qipan_app with check (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
grant update (until_version) on qipan.disclosure_line to qipan_app;
--> statement-breakpoint
create policy changed on qipan.disclosure_line for update to qipan_app using (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]))) with check (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- disclosure_distribution
alter table qipan.disclosure_distribution enable row level security;
--> statement-breakpoint
alter table qipan.disclosure_distribution force row level security;
--> statement-breakpoint
create policy owner_all on qipan.disclosure_distribution to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.disclosure_distribution to qipan_app;
--> statement-breakpoint
create policy seen on qipan.disclosure_distribution for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
grant insert on qipan.disclosure_distribution to qipan_app;
--> statement-breakpoint
create policy added on qipan.disclosure_distribution for insert to qipan_app with check (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
grant update (until_version) on qipan.disclosure_distribution to qipan_app;
--> statement-breakpoint
create policy changed on qipan.disclosure_distribution for update to qipan_app using (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]))) with check (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- donation_import
alter table qipan.donation_import enable row level security;
--> statement-breakpoint
alter table qipan.donation_import force row level security;
--> statement-breakpoint
create policy owner_all on qipan.donation_import to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.donation_import to qipan_app;
--> statement-breakpoint
create policy seen on qipan.donation_import for select to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.donation_import to qipan_app;
--> statement-breakpoint
create policy added on qipan.donation_import for insert to qipan_app with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- donation
alter table qipan.donation enable row level security;
--> statement-breakpoint
alter table qipan.donation force row level security;
--> statement-breakpoint
create policy owner_all on qipan.donation to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.donation to qipan_app;
--> statement-breakpoint
create policy seen on qipan.donation for select to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.donation to qipan_app;
--> statement-breakpoint
create policy added on qipan.donation for insert to qipan_app with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.donation to qipan_app;
--> statement-breakpoint
create policy changed on qipan.donation for update to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- donation_intake
alter table qipan.donation_intake enable row level security;
--> statement-breakpoint
alter table qipan.donation_intake force row level security;
--> statement-breakpoint
create policy owner_all on qipan.donation_intake to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.donation_intake to qipan_app;
--> statement-breakpoint
create policy seen on qipan.donation_intake for select to qipan_app using (donation_id in (select id from qipan.donation));
--> statement-breakpoint
grant insert on qipan.donation_intake to qipan_app;
--> statement-breakpoint
create policy added on qipan.donation_intake for insert to qipan_app with check (donation_id in (select id from qipan.donation));

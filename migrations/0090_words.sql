-- The words of this version, as `schema/words` spells them: lists that several migrations widened each
-- for itself are said once, whole, after all of them. A test compares them with the words.
alter table qipan.event drop constraint event_kind;
--> statement-breakpoint
alter table qipan.event add constraint event_kind check (kind in (
    'REGION_MODE_CHANGED', 'AGREEMENT_SIGNED', 'AGREEMENT_PROPOSED', 'AGREEMENT_WITHDRAWN',
    'AGREEMENT_SUSPENDED', 'AGREEMENT_RESUMED', 'AGREEMENT_LEFT', 'STOCK_OPENED', 'STOCK_CHANGED',
    'LOT_BLOCKED', 'INCIDENT_REPORTED', 'INCIDENT_ACTIVATED', 'INCIDENT_LEVEL_CHANGED',
    'INCIDENT_ZONE_CHANGED', 'INCIDENT_RESPONSE_ENDED', 'INCIDENT_AFTERMATH', 'INCIDENT_CLOSED',
    'NEED_DECLARED', 'NEED_CHANGED', 'PROPOSAL_REQUESTED', 'PROPOSAL_READY', 'PROPOSAL_FAILED',
    'PROPOSAL_CANCELLED', 'PROPOSAL_ADOPTED', 'PROPOSAL_SUPERSEDED', 'PROPOSAL_STALE',
    'APPROVAL_ASKED', 'APPROVAL_DECIDED', 'APPROVAL_LAPSED', 'ORDER_DRAFTED', 'HOLD_RENEWED',
    'ORDER_ISSUED', 'ORDER_ACKNOWLEDGED', 'ORDER_LOADING', 'ORDER_SHORT', 'ORDER_CANCELLED',
    'LEG_DEPARTED', 'RELAY_PLANNED', 'LEG_HANDED_OVER', 'LEG_TURNED_BACK', 'LEG_DIVERTED',
    'GOODS_MOVED', 'ORDER_OBJECTED', 'FEE_RECORDED', 'LEG_ARRIVED', 'ORDER_RECEIVED',
    'ORDER_CLOSED', 'DIFFERENCE_CONFIRMED', 'UNIT_MOVED', 'TEAM_SPLIT', 'TEAM_MERGED',
    'TEAM_LICENSED', 'UNIT_TRANSFERRED', 'GOODS_USED', 'GOODS_RETURNING', 'GOODS_RETURNED',
    'GOODS_INSPECTED', 'SERVICE_RECORDED', 'REFILL_SENT', 'REFILL_RECEIVED', 'GOODS_KEPT',
    'CLAIM_OPENED', 'CLAIM_CHANGED', 'REFILL_TASK_OPENED', 'REFILL_TASK_CHANGED',
    'STATEMENT_ISSUED', 'ORDER_RECALLED', 'LOT_EXPIRED', 'GOODS_WRITTEN_OFF', 'ROTATION_OFFERED',
    'ROTATION_TAKEN', 'ROTATION_WITHDRAWN', 'TARGET_SET', 'COMMITMENT_RECORDED',
    'COMMITMENT_CALLED', 'KIT_ASSEMBLED', 'KIT_BROKEN', 'STOCKTAKE_OPENED', 'STOCKTAKE_COUNTED',
    'STOCKTAKE_CLOSED', 'STOCKTAKE_CANCELLED', 'CAMPAIGN_OPENED', 'CAMPAIGN_CHANGED',
    'DONATIONS_IMPORTED', 'DONATION_DISTRIBUTED', 'DISCLOSURE_OPENED', 'DISCLOSURE_PUBLISHED',
    'DISCLOSURE_CORRECTED', 'DISCLOSURE_DUE_SOON', 'DISCLOSURE_OVERDUE'));
--> statement-breakpoint
alter table qipan.event drop constraint event_subject_kind;
--> statement-breakpoint
alter table qipan.event add constraint event_subject_kind check (subject_kind in (
    'REGION', 'AGREEMENT', 'DEPOT', 'LOT', 'INCIDENT', 'NEED', 'PROPOSAL', 'APPROVAL', 'ORDER',
    'LEG', 'TEAM', 'EQUIPMENT', 'CLAIM', 'REFILL_TASK', 'STATEMENT', 'STOCKTAKE',
    'ROTATION_OFFER', 'COMMITMENT', 'CAMPAIGN', 'DISCLOSURE', 'DONATION_IMPORT'));
--> statement-breakpoint
alter table qipan.transfer drop constraint transfer_op;
--> statement-breakpoint
alter table qipan.transfer add constraint transfer_op check (op in (
    'OPENING', 'HOLD', 'FIRM', 'RELEASE', 'SHORT_PICK', 'DEPART', 'HAND_OVER', 'RECEIVE',
    'DIFFERENCE', 'TURN_BACK', 'USE', 'KEEP', 'RETURN_START', 'RETURN_ARRIVE', 'INSPECT',
    'REFILL', 'SETTLE', 'SERVICE', 'RECOURSE', 'BLOCK', 'GIFT', 'MOVE', 'SPLIT', 'STOCKTAKE',
    'KIT', 'REVERSAL'));
--> statement-breakpoint
alter table qipan.account drop constraint account_kind;
--> statement-breakpoint
alter table qipan.account add constraint account_kind check (kind in (
    'ON_HAND', 'HELD', 'IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING', 'INSPECTION', 'REPAIR',
    'BLOCKED', 'ASSEMBLED', 'SUPPLY', 'SURPLUS', 'CONSUMED', 'DISTRIBUTED', 'SCRAPPED',
    'DESTROYED', 'SHORTAGE', 'ROTATED_OUT', 'TRANSFERRED', 'RECEIVABLE', 'PAYABLE'));
--> statement-breakpoint
alter table qipan.claim drop constraint claim_liability;
--> statement-breakpoint
alter table qipan.claim add constraint claim_liability check (liability in (
    'NO_LIABILITY_HUB', 'OWNER_IS_PAYER', 'OWNER_AT_FAULT', 'DONATED', 'DONATED_DAMAGED',
    'TRANSFER_TITLE', 'COMMAND', 'REQUISITION', 'CONTRACTED', 'USER_REFILLS', 'USER_SETTLES',
    'FREE_AID', 'AT_FAULT', 'FEE'));

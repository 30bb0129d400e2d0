-- The sender may deny what the receiver missed, with a figure of its own: the goods stay undecided
-- until one of the two accepts the other's figure, however long that takes.
alter table qipan.leg
  add column difference_denied_at timestamptz,
  add column difference_denied_by text,
  add column difference_denied_reason text,
  add constraint leg_difference_denied check (
    (difference_denied_at is null) = (difference_denied_by is null)
    and (difference_denied_at is null) = (difference_denied_reason is null)
    and (difference_denied_at is null or difference_window_ends_at is not null));
--> statement-breakpoint
alter table qipan.leg_line
  add column denied_missing bigint,
  add constraint leg_line_denied check (denied_missing between 0 and departed);
--> statement-breakpoint
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
    'ORDER_CLOSED', 'DIFFERENCE_DENIED', 'DIFFERENCE_CONFIRMED', 'UNIT_MOVED', 'TEAM_SPLIT',
    'TEAM_MERGED',
    'TEAM_LICENSED', 'UNIT_TRANSFERRED', 'GOODS_USED', 'GOODS_RETURNING', 'GOODS_RETURNED',
    'GOODS_INSPECTED', 'SERVICE_RECORDED', 'REFILL_SENT', 'REFILL_RECEIVED', 'GOODS_KEPT',
    'CLAIM_OPENED', 'CLAIM_CHANGED', 'REFILL_TASK_OPENED', 'REFILL_TASK_CHANGED',
    'STATEMENT_ISSUED', 'ORDER_RECALLED', 'LOT_EXPIRED', 'GOODS_WRITTEN_OFF', 'ROTATION_OFFERED',
    'ROTATION_TAKEN', 'ROTATION_WITHDRAWN', 'TARGET_SET', 'COMMITMENT_RECORDED',
    'COMMITMENT_CALLED', 'KIT_ASSEMBLED', 'KIT_BROKEN', 'STOCKTAKE_OPENED', 'STOCKTAKE_COUNTED',
    'STOCKTAKE_CLOSED', 'STOCKTAKE_CANCELLED', 'CAMPAIGN_OPENED', 'CAMPAIGN_CHANGED',
    'DONATIONS_IMPORTED', 'DONATION_DISTRIBUTED', 'DISCLOSURE_OPENED', 'DISCLOSURE_PUBLISHED',
    'DISCLOSURE_CORRECTED', 'DISCLOSURE_DUE_SOON', 'DISCLOSURE_OVERDUE', 'BRIEFING_ISSUED',
    'RESOLUTION_PROPOSED', 'RESOLUTION_AMENDED', 'RESOLUTION_ADOPTED', 'RESOLUTION_REJECTED',
    'RESOLUTION_CLOSED', 'SUPERVISION_OPENED', 'SUPERVISION_REPORTED', 'SUPERVISION_RETURNED',
    'SUPERVISION_CLOSED'));

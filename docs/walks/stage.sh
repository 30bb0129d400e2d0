# Sourced by the walks that begin after an order was issued: what the duty officer does by keyboard.
# stage NAME ITEM QUANTITY leaves the incident in INCIDENT and its issued orders in ORDERS.
stage() {
  INCIDENT=$(act usr-g01-dispatcher incidents-report '{"nameZh":"'"$1"'",
    "category":"ACCIDENT_DISASTER","hazard":"HAZCHEM","regionCode":"150304","node":"150304"}' |
    get data.reportIncident.id)
  act usr-g01-approver incidents-start-response '{"incidentId":"'$INCIDENT'",
    "responseLevel":"LEVEL_2","reason":"演练"}' >"$JARS/last"
  act usr-g01-dispatcher incidents-declare-needs '{"incidentId":"'$INCIDENT'",
    "needs":[{"item":"'$2'","quantity":'$3',"priority":1}]}' >"$JARS/last"
  PROPOSAL=$(act usr-g01-dispatcher proposals-propose '{"incidentId":"'$INCIDENT'",
    "preset":"BALANCED"}' | get data.proposeDispatch.id)
  until [ "$(ask usr-g01-dispatcher proposals-proposal '{"id":"'$PROPOSAL'"}' |
    get data.proposal.state)" != SOLVING ]; do sleep 1; done
  ORDERS=$(act usr-g01-dispatcher orders-adopt '{"proposalId":"'$PROPOSAL'"}' |
    get 'data.adoptProposal.orders.map(({ id }) => id).join(" ")')
  for ORDER in $ORDERS; do
    grant_all
    act usr-g01-dispatcher orders-issue '{"orderId":"'$ORDER'"}' | get data.issueOrder.state \
      >"$JARS/last"
  done
}

sheet() { ask usr-g01-dispatcher demo-order '{"id":"'$ORDER'"}'; } # the order, as the walks read it

grant_all() { # everyone who is asked about ORDER agrees, each as the approver of its own organization
  sheet | get 'data.order.approvals.map((a) => a.id + " " + a.organization.id).join("\n")' |
    while read -r APPROVAL ORG; do
      [ -z "$APPROVAL" ] || act "$(duty "$ORG" approver)" approvals-decide \
        '{"approvalId":"'$APPROVAL'","decision":"GRANT"}' | get data.decideApproval.state >"$JARS/last"
    done
}

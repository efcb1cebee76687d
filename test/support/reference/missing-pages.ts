/** Policies and handlers that have no reference page yet; the list only ever shrinks. */
export const missingPages: readonly string[] = [
  'change-method-inbound',
  'clear-headers-inbound',
  'composite-inbound',
  'geo-filter-inbound',
  'mtls-auth-inbound',
  'remove-query-params-inbound',
  'set-body-inbound',
  'set-query-params-inbound',
  'stripe-webhook-verification-inbound',
  'clear-headers-outbound',
  'composite-outbound',
  'set-status-outbound',
]

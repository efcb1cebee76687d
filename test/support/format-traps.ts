/** Where descriptions of the project format contradict each other, by number; a test that `shows` it says how the gateway reads it. */
export const traps = {
  T1: 'The Okta policy is given `issuer` or `issuerUrl`.',
  T2: 'A route names a policy under a name that is not quite its own.',
  T3: 'A policy has a `policyType` that is not that of its module and export.',
  T4: 'A script reads the challenge with text tools, the official clients by its grammar.',
  T5: '`allowUnauthenticatedRequests` is said to be on and off by default.',
  T6: 'A body meets a method that has none.',
  T7: 'Outbound policies run for every status, or for successes alone.',
  T8: 'A string that a function returns is JSON over HTTP and itself through MCP.',
  T9: '`policies` stands beside `x-zuplo-route` rather than in it.',
  T10: '`HttpStatusCode` is spelled in two ways.',
  T11: 'Samples use members that the reference leaves out.',
  T12: 'Plugins of metrics and logs have two spellings.',
  T13: 'CORS headers are added before outbound policies, which may drop them.',
  T14: '`$env()` in a template is text.',
  T15: 'Tools must be POST, or may have any method.',
  T16: 'MCP is called without a useful `Accept`.',
  T17: 'MCP is called with the content type of a form.',
  T18: 'The JWT plugin signs with EdDSA, samples verify RS256.',
  T19: 'Samples of url-pattern paths do not match as they say.',
  T20: 'Types are imported as values.',
} as const

/** Number of a trap. */
export type TrapId = keyof typeof traps

/** Traps that nothing shows yet, and why. */
export const openTraps: Partial<Readonly<Record<TrapId, string>>> = {}

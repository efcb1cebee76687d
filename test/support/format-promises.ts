/** What a project written for the format relies on, by number; a test that `shows` it proves it end to end. */
export const promises = {
  P1: 'The project of the Okta guide loads with its one wrong name mended, with `issuer` as with `issuerUrl`.',
  P2: 'A policy of `policyType: "oauth-inbound"` with `Auth0JwtInboundPolicy` loads and guards.',
  P3: 'The manual OAuth script runs from the challenge to a ping.',
  P4: 'Official clients, old and new, discover the metadata from the same 401.',
  P5: 'Every MCP method answers curl with JSON: no `initialize`, no content type, any `Accept`.',
  P6: 'A preflight of the well-known path is answered for every origin; that of an MCP route without CORS is 404.',
  P7: 'An API key in the URL of an MCP server signs its caller in.',
  P8: 'Policies of the MCP route and of the tool run around each other, with the headers and the parent context.',
  P9: 'Three generations of MCP options list the same tools.',
  P10: 'Custom tools, results set by code, prompts and resources answer what their functions return.',
} as const

/** Number of a promise. */
export type PromiseId = keyof typeof promises

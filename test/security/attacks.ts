/** Attacks on a resource server that this gateway must withstand; each has tests named after it. */
export const attacks = {
  1: 'an unsigned token: alg none, missing, or spelled another way',
  2: 'a token signed with HMAC, the public key as its secret',
  3: 'an algorithm outside the list of the issuer, though its key is published',
  4: 'a key id that is missing, a path, a query, or huge',
  5: 'a token that brings its own key: jwk, jku, x5u, x5c',
  6: 'a spoofed key set: http, redirect, other origin, wrong content, duplicate kid, oversize, secret or private keys',
  7: 'a flood of unknown key ids, and of forged signatures',
  8: 'an outage of the key server',
  9: 'a token for another audience or of another kind: sibling server, ID token, ID-JAG, org server',
  10: 'a token of another issuer: slash, case, sibling server with a key of the same name',
  11: 'times that are past, future, missing or no times',
  12: 'a missing scope, and scopes that only look like it',
  13: 'token passthrough: the bearer must not reach an upstream',
  22: 'DNS rebinding against a gateway on loopback',
  26: 'session hijack: no session id is minted, a sent one means nothing',
  27: 'what is huge or deep: tokens, headers, bodies, JSON, many segments, JWE',
  28: 'patterns that make a regular expression run forever',
  29: 'prototype pollution through claims',
  30: 'header and log injection through claims and key ids',
  31: 'credentials twice, or in the query or the body',
  35: 'Unicode and case tricks in issuer and audience',
} as const

/** The number of an attack. */
export type AttackId = keyof typeof attacks

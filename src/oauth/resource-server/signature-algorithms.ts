/** Signature algorithms with a public key that may be accepted (RFC 7518, RFC 8037, RFC 9864). */
export const publicKeyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

/** Fewest bits of an RSA key that verifies anything (RFC 7518 section 3.3). */
export const fewestRsaBits = 2048

/** Members of a JWK that only its owner may know. */
export const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

/** The device grant by its full name. */
export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** Grant types an identity file may name. */
export const knownGrantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  deviceCodeGrant,
] as const

/** The full name of a grant type: `device_code` is short for the device grant. */
export function fullGrantType(name: string): string {
  return name === 'device_code' ? deviceCodeGrant : name
}

/** The short name of a grant type, as files write it. */
export function shortGrantType(name: string): string {
  return name === deviceCodeGrant ? 'device_code' : name
}

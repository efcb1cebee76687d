/** True for a client id that an Okta application can be given when it is made. */
export function isOktaClientId(id: string): boolean {
  return /^[A-Za-z0-9._-]{6,100}$/.test(id) && id !== 'ALL_CLIENTS'
}

/** The form in which two logins are compared: what looks the same to a person is the same user. */
export function normalizeLogin(login: string): string {
  return login.normalize('NFKC').toLowerCase()
}

import { nearestName } from '../foundation/nearest-name.ts'
import type { People } from './identity.ts'
import { normalizeLogin } from './normalize-login.ts'
import { everyoneGroup } from './people.ts'
import { checkNames, type AddProblem, type Path } from './problems.ts'
import type { IdentityDocument } from './schema.ts'

/** Adds a problem for every group nobody declared, and for every user only a real organization may know. */
export function checkPeople(add: AddProblem, path: Path, people: People, document: IdentityDocument): void {
  const groups = [everyoneGroup, ...document.groups.map((group) => group.name)]
  checkNames(add, [...path, 'groups'], 'group', people.groups, groups)
  const logins = document.users.map((user) => user.login)
  const known = new Set(logins.map(normalizeLogin))
  people.users.forEach((login, index) => {
    if (known.has(normalizeLogin(login))) return
    const near = nearestName(login, logins)
    const hint = near === undefined ? 'Declare the user, or name a group.' : `Did you mean "${near}"?`
    const message = `"${login}" is no user of this file, so nobody can sign in as that here.`
    add('warning', 'SALLYPORT_IDENTITY_UNKNOWN_USER', [...path, 'users', index], message, hint)
  })
}

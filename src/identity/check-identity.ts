import type { ShapeProblem } from '../foundation/json/shape.ts'
import { checkAuthorizationServer } from './check-authorization-server.ts'
import { checkClient } from './check-client.ts'
import { normalizeLogin } from './normalize-login.ts'
import { everyoneGroup } from './people.ts'
import { checkNames, checkUnique, createProblems } from './problems.ts'
import type { IdentityDocument } from './schema.ts'

/** What is wrong with an identity file beyond its shape: names that clash or lead nowhere, and what will not work. */
export function checkIdentity(document: IdentityDocument): readonly ShapeProblem[] {
  const { problems, add } = createProblems()
  const { authorizationServers, clients, groups, users } = document
  checkUnique(add, ['authorizationServers'], 'id', authorizationServers, (server) => server.id)
  checkUnique(add, ['clients'], 'id', clients, (client) => client.id)
  checkUnique(add, ['groups'], 'name', groups, (group) => group.name)
  checkUnique(add, ['users'], 'login', users, (user) => normalizeLogin(user.login))
  authorizationServers.forEach((server, index) =>
    checkAuthorizationServer(add, ['authorizationServers', index], server, document),
  )
  clients.forEach((client, index) => checkClient(add, ['clients', index], client, document))
  groups.forEach((group, index) => {
    if (group.name !== everyoneGroup) return
    const message = `"${everyoneGroup}" is built in: every person is in it.`
    add('error', 'SALLYPORT_IDENTITY_DUPLICATE', ['groups', index, 'name'], message, 'Leave it out.')
  })
  const names = [everyoneGroup, ...groups.map((group) => group.name)]
  users.forEach((user, index) => checkNames(add, ['users', index, 'groups'], 'group', user.groups, names))
  return problems
}

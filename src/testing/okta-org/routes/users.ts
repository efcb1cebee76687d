import * as z from 'zod'
import { uidOf } from '../../../oauth/authorization-server/accounts.ts'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { everyoneOf, newObject, type OrgUser } from '../organization.ts'
import { parseBody } from '../parse-body.ts'

const root = '/api/v1/users'
const area = 'users'
const text = z.string().min(1, 'The field cannot be left blank').max(254)
const body = z.object({
  profile: z.object({ firstName: text, lastName: text, email: text, login: text }),
  credentials: z.object({ password: z.object({ value: z.string() }).nullish() }).nullish(),
  groupIds: z.array(z.string()).nullish(),
})

/** People. */
export const userRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: root, area, run: list },
  { method: 'POST', path: root, area, run: create },
  { method: 'GET', path: `${root}/:userId`, area, run: (call) => answer(toBody(findUser(call))) },
  { method: 'POST', path: `${root}/:userId/lifecycle/deactivate`, area, run: deactivate },
  { method: 'DELETE', path: `${root}/:userId`, area, run: remove },
]

/** A user is found by id or by login. */
function findUser({ organization, params }: ApiCall): OrgUser {
  const id = params['userId'] ?? ''
  const login = id.toLowerCase()
  const user =
    organization.users.get(id) ??
    [...organization.users.values()].find(({ profile }) => profile.login.toLowerCase() === login)
  if (user === undefined) throw apiProblems.notFound(id, 'User')
  return user
}

function list(call: ApiCall): ApiAnswer {
  const q = call.query.get('q')?.toLowerCase() ?? ''
  const users = [...call.organization.users.values()].filter(({ profile }) =>
    [profile.login, profile.email, profile.firstName, profile.lastName].some((value) =>
      value.toLowerCase().startsWith(q),
    ),
  )
  return answerPage(call, users, ({ id }) => id, toBody)
}

function create(call: ApiCall): ApiAnswer {
  const { organization } = call
  const { profile, credentials, groupIds } = parseBody(body, call.body)
  const login = profile.login.toLowerCase()
  if ([...organization.users.values()].some((user) => user.profile.login.toLowerCase() === login))
    throw apiProblems.invalid('login', ['login: An object with this field already exists'])
  const groups = (groupIds ?? []).map((id) => {
    const group = organization.groups.get(id)
    if (group === undefined) throw apiProblems.invalid('groupIds', [`groupIds: Invalid group ${id}`])
    return group
  })
  const user: OrgUser = {
    ...newObject('00u', uidOf(profile.login)),
    status: call.query.get('activate') === 'false' ? 'STAGED' : 'ACTIVE',
    profile,
    password: credentials?.password?.value,
  }
  organization.users.set(user.id, user)
  for (const group of [everyoneOf(organization), ...groups]) group.members.add(user.id)
  return answer(toBody(user))
}

function deactivate(call: ApiCall): ApiAnswer {
  findUser(call).status = 'DEPROVISIONED'
  return answer({})
}

/** The first delete deactivates, as Okta's does. */
function remove(call: ApiCall): ApiAnswer {
  const { organization } = call
  const user = findUser(call)
  if (user.status !== 'DEPROVISIONED') {
    user.status = 'DEPROVISIONED'
    return noContent
  }
  organization.users.delete(user.id)
  for (const group of organization.groups.values()) group.members.delete(user.id)
  for (const app of organization.apps.values()) app.assignedUsers.delete(user.id)
  return noContent
}

function toBody({ password: _password, ...user }: OrgUser): object {
  return { ...user, credentials: { provider: { type: 'OKTA', name: 'OKTA' } }, _links: {} }
}

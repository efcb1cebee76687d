import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { newObject, type OrgGroup } from '../organization.ts'
import { parseBody } from '../parse-body.ts'

const root = '/api/v1/groups'
const area = 'groups'
const body = z.object({
  profile: z.object({
    name: z.string().min(1, 'The field cannot be left blank').max(255),
    description: z.string().max(1024).nullish(),
  }),
})

/** Groups and their members. */
export const groupRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: root, area, run: list },
  { method: 'POST', path: root, area, run: create },
  { method: 'GET', path: `${root}/:groupId`, area, run: (call) => answer(toBody(findGroup(call))) },
  { method: 'PUT', path: `${root}/:groupId`, area, run: replace },
  { method: 'DELETE', path: `${root}/:groupId`, area, run: remove },
  { method: 'PUT', path: `${root}/:groupId/users/:userId`, area, run: addMember },
]

function findGroup({ organization, params }: ApiCall): OrgGroup {
  const id = params['groupId'] ?? ''
  const group = organization.groups.get(id)
  if (group === undefined) throw apiProblems.notFound(id, 'UserGroup')
  return group
}

function list(call: ApiCall): ApiAnswer {
  const q = call.query.get('q')?.toLowerCase() ?? ''
  const groups = [...call.organization.groups.values()].filter(({ profile }) =>
    profile.name.toLowerCase().startsWith(q),
  )
  return answerPage(call, groups, ({ id }) => id, toBody)
}

function create(call: ApiCall): ApiAnswer {
  const group: OrgGroup = {
    ...newObject('00g'),
    type: 'OKTA_GROUP',
    profile: readProfile(call),
    members: new Set(),
  }
  call.organization.groups.set(group.id, group)
  return answer(toBody(group))
}

function replace(call: ApiCall): ApiAnswer {
  const group = findChangeable(call)
  group.profile = readProfile(call, group)
  group.lastUpdated = new Date().toISOString()
  return answer(toBody(group))
}

function readProfile(call: ApiCall, self?: OrgGroup): OrgGroup['profile'] {
  const { name, description } = parseBody(body, call.body).profile
  const taken = [...call.organization.groups.values()].some(
    (group) => group !== self && group.profile.name.toLowerCase() === name.toLowerCase(),
  )
  if (taken) throw apiProblems.invalid('name', ['name: An object with this field already exists'])
  return { name, description: description ?? null }
}

function remove(call: ApiCall): ApiAnswer {
  const { id } = findChangeable(call)
  call.organization.groups.delete(id)
  for (const app of call.organization.apps.values()) app.assignedGroups.delete(id)
  return noContent
}

/** The built-in group and those of a directory cannot be changed here. */
function findChangeable(call: ApiCall): OrgGroup {
  const group = findGroup(call)
  if (group.type !== 'OKTA_GROUP') throw apiProblems.forbidden()
  return group
}

function addMember(call: ApiCall): ApiAnswer {
  const id = call.params['userId'] ?? ''
  if (!call.organization.users.has(id)) throw apiProblems.notFound(id, 'User')
  findGroup(call).members.add(id)
  return noContent
}

function toBody(group: OrgGroup): object {
  const { members: _members, ...fields } = group
  return { ...fields, objectClass: ['okta:user_group'], _links: {} }
}

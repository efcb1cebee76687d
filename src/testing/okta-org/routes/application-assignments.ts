import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { parseBody } from '../parse-body.ts'
import { findApp } from './applications.ts'

const groups = '/api/v1/apps/:appId/groups'
const users = '/api/v1/apps/:appId/users'
const area = 'apps'
const userBody = z.object({ id: z.string(), scope: z.string().default('USER') })

/** Who may use an application: groups and users. */
export const applicationAssignmentRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: groups,
    area,
    run: (call) =>
      answerPage(
        call,
        [...findApp(call).assignedGroups],
        ([id]) => id,
        ([id, assignment]) => ({ id, ...assignment, profile: {}, _links: {} }),
      ),
  },
  { method: 'GET', path: `${groups}/:groupId`, area, run: readGroup },
  { method: 'PUT', path: `${groups}/:groupId`, area, run: assignGroup },
  { method: 'DELETE', path: `${groups}/:groupId`, area, run: unassignGroup },
  {
    method: 'GET',
    path: users,
    area,
    run: (call) =>
      answerPage(
        call,
        [...findApp(call).assignedUsers],
        (id) => id,
        (id) => userToBody(call, id),
      ),
  },
  { method: 'GET', path: `${users}/:userId`, area, run: readUser },
  { method: 'POST', path: users, area, run: assignUser },
  { method: 'DELETE', path: `${users}/:userId`, area, run: unassignUser },
]

function assignGroup(call: ApiCall): ApiAnswer {
  const app = findApp(call)
  const id = call.params['groupId'] ?? ''
  if (!call.organization.groups.has(id)) throw apiProblems.notFound(id, 'UserGroup')
  const assignment = app.assignedGroups.get(id) ?? {
    lastUpdated: new Date().toISOString(),
    priority: app.assignedGroups.size,
  }
  app.assignedGroups.set(id, assignment)
  return answer({ id, ...assignment, profile: {}, _links: {} })
}

function readGroup(call: ApiCall): ApiAnswer {
  const id = call.params['groupId'] ?? ''
  const assignment = findApp(call).assignedGroups.get(id)
  if (assignment === undefined) throw apiProblems.notFound(id, 'ApplicationGroupAssignment')
  return answer({ id, ...assignment, profile: {}, _links: {} })
}

function readUser(call: ApiCall): ApiAnswer {
  const id = call.params['userId'] ?? ''
  if (!findApp(call).assignedUsers.has(id)) throw apiProblems.notFound(id, 'AppUser')
  return answer(userToBody(call, id))
}

function unassignGroup(call: ApiCall): ApiAnswer {
  const id = call.params['groupId'] ?? ''
  if (!findApp(call).assignedGroups.delete(id)) throw apiProblems.notFound(id, 'ApplicationGroupAssignment')
  return noContent
}

function assignUser(call: ApiCall): ApiAnswer {
  const app = findApp(call)
  const { id } = parseBody(userBody, call.body)
  if (!call.organization.users.has(id)) throw apiProblems.notFound(id, 'User')
  app.assignedUsers.add(id)
  return answer(userToBody(call, id))
}

function unassignUser(call: ApiCall): ApiAnswer {
  const id = call.params['userId'] ?? ''
  if (!findApp(call).assignedUsers.delete(id)) throw apiProblems.notFound(id, 'AppUser')
  return noContent
}

function userToBody({ organization }: ApiCall, id: string): object {
  const userName = organization.users.get(id)?.profile.login
  return { id, scope: 'USER', status: 'ACTIVE', credentials: { userName }, _links: {} }
}

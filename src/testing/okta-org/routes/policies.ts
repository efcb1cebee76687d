import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { newObject, type OrgPolicy } from '../organization.ts'
import { parseBody } from '../parse-body.ts'
import { placeByPriority } from '../prioritized.ts'
import { findServer } from './authorization-servers.ts'

/** The path of the policies of a server. */
export const policiesPath = '/api/v1/authorizationServers/:serverId/policies'
const area = 'authorizationServers'

const body = z.object({
  type: z.literal('OAUTH_AUTHORIZATION_POLICY'),
  name: z.string().min(1, 'The field cannot be left blank').max(100),
  description: z.string().min(1, 'The field cannot be left blank').max(255),
  status: z.enum(['ACTIVE', 'INACTIVE']).default('ACTIVE'),
  priority: z.int().min(1).optional(),
  conditions: z.object({ clients: z.object({ include: z.array(z.string()).min(1) }) }),
})

/** Access policies of an authorization server. */
export const policyRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: policiesPath,
    area,
    run: (call) =>
      answerPage(
        call,
        findServer(call).policies,
        ({ id }) => id,
        (policy) => toBody(call, policy),
      ),
  },
  { method: 'POST', path: policiesPath, area, run: create },
  {
    method: 'GET',
    path: `${policiesPath}/:policyId`,
    area,
    run: (call) => answer(toBody(call, findPolicy(call))),
  },
  { method: 'PUT', path: `${policiesPath}/:policyId`, area, run: replace },
  { method: 'DELETE', path: `${policiesPath}/:policyId`, area, run: remove },
  { method: 'POST', path: `${policiesPath}/:policyId/lifecycle/activate`, area, run: switchTo('ACTIVE') },
  { method: 'POST', path: `${policiesPath}/:policyId/lifecycle/deactivate`, area, run: switchTo('INACTIVE') },
]

/** The policy that the path of a call names. */
export function findPolicy(call: Pick<ApiCall, 'organization' | 'params'>): OrgPolicy {
  const id = call.params['policyId'] ?? ''
  const policy = findServer(call).policies.find((candidate) => candidate.id === id)
  if (policy === undefined) throw apiProblems.notFound(id, 'Policy')
  return policy
}

function create(call: ApiCall): ApiAnswer {
  const { priority, ...fields } = readFields(call)
  const policy: OrgPolicy = { ...newObject('00p'), ...fields, rules: [] }
  placeByPriority(findServer(call).policies, policy, priority)
  return answer(toBody(call, policy), 201)
}

function replace(call: ApiCall): ApiAnswer {
  const policy = findPolicy(call)
  const { priority, ...fields } = readFields(call, policy)
  Object.assign(policy, fields, { lastUpdated: new Date().toISOString() })
  placeByPriority(findServer(call).policies, policy, priority)
  return answer(toBody(call, policy))
}

type PolicyFields = Pick<OrgPolicy, 'name' | 'description' | 'status' | 'clients'> & {
  priority: number | undefined
}

function readFields(call: ApiCall, self?: OrgPolicy): PolicyFields {
  const { name, description, status, priority, conditions } = parseBody(body, call.body)
  const clients = conditions.clients.include
  const known = new Set([...call.organization.apps.values()].map(({ clientId }) => clientId))
  const unknown = clients.filter((id) => id !== 'ALL_CLIENTS' && !known.has(id))
  if (unknown.length > 0) {
    const cause = `conditions.clients.include: Invalid client ${unknown.join(', ')}`
    throw apiProblems.invalid('conditions.clients.include', [cause])
  }
  if (findServer(call).policies.some((policy) => policy !== self && policy.name === name))
    throw apiProblems.invalid('name', ['name: An object with this field already exists'])
  return { name, description, status, clients, priority }
}

function remove(call: ApiCall): ApiAnswer {
  const { policies } = findServer(call)
  policies.splice(policies.indexOf(findPolicy(call)), 1)
  return noContent
}

function switchTo(status: OrgPolicy['status']): ApiRoute['run'] {
  return (call) => {
    findPolicy(call).status = status
    return noContent
  }
}

function toBody(call: ApiCall, policy: OrgPolicy): object {
  const { rules: _rules, clients, ...fields } = policy
  return {
    type: 'OAUTH_AUTHORIZATION_POLICY',
    ...fields,
    priority: findServer(call).policies.indexOf(policy) + 1,
    system: false,
    conditions: { clients: { include: clients } },
    _links: {},
  }
}

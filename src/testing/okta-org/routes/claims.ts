import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { makeId, type OrgClaim } from '../organization.ts'
import { parseBody } from '../parse-body.ts'
import { findServer } from './authorization-servers.ts'

const root = '/api/v1/authorizationServers/:serverId/claims'
const area = 'authorizationServers'

const body = z
  .object({
    name: z.string().min(1, 'The field cannot be left blank'),
    status: z.enum(['ACTIVE', 'INACTIVE']).default('ACTIVE'),
    claimType: z.enum(['RESOURCE', 'IDENTITY']),
    valueType: z.enum(['EXPRESSION', 'GROUPS']),
    value: z.string().min(1, 'The field cannot be left blank'),
    group_filter_type: z.enum(['STARTS_WITH', 'EQUALS', 'CONTAINS', 'REGEX']).optional(),
    alwaysIncludeInToken: z.boolean().default(true),
    conditions: z.object({ scopes: z.array(z.string()).nullish() }).nullish(),
  })
  .refine(
    ({ valueType, group_filter_type: filter }) => valueType !== 'GROUPS' || filter !== undefined,
    'group_filter_type is required for GROUPS',
  )

/** Claims of an authorization server. */
export const claimRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: root,
    area,
    run: (call) => answerPage(call, [...findServer(call).claims.values()], ({ id }) => id, toBody),
  },
  { method: 'POST', path: root, area, run: create },
  { method: 'GET', path: `${root}/:claimId`, area, run: (call) => answer(toBody(findClaim(call))) },
  { method: 'PUT', path: `${root}/:claimId`, area, run: replace },
  { method: 'DELETE', path: `${root}/:claimId`, area, run: remove },
]

function findClaim(call: ApiCall): OrgClaim {
  const id = call.params['claimId'] ?? ''
  const claim = findServer(call).claims.get(id)
  if (claim === undefined) throw apiProblems.notFound(id, 'OAuth2Claim')
  return claim
}

function create(call: ApiCall): ApiAnswer {
  const { claims } = findServer(call)
  const fields = readFields(call)
  const taken = [...claims.values()].some(
    ({ name, claimType }) => name === fields.name && claimType === fields.claimType,
  )
  if (taken) throw apiProblems.invalid('name', ['name: An object with this field already exists'])
  const claim: OrgClaim = { id: makeId('ocl'), ...fields, system: false }
  claims.set(claim.id, claim)
  return answer(toBody(claim), 201)
}

function replace(call: ApiCall): ApiAnswer {
  return answer(toBody(Object.assign(findClaim(call), readFields(call))))
}

function remove(call: ApiCall): ApiAnswer {
  const claim = findClaim(call)
  if (claim.system) throw apiProblems.forbidden()
  findServer(call).claims.delete(claim.id)
  return noContent
}

function readFields(call: ApiCall): Omit<OrgClaim, 'id' | 'system'> {
  const { group_filter_type: filter, conditions, ...fields } = parseBody(body, call.body)
  const scopes = conditions?.scopes ?? []
  const known = new Set([...findServer(call).scopes.values()].map(({ name }) => name))
  const unknown = scopes.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw apiProblems.invalid('conditions.scopes', [
      `conditions.scopes: Invalid scopes ${unknown.join(', ')}`,
    ])
  return {
    ...fields,
    ...(filter === undefined ? {} : { group_filter_type: filter }),
    conditions: { scopes },
  }
}

function toBody(claim: OrgClaim): object {
  return { ...claim, _links: {} }
}

import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { makeId, type OrgScope } from '../organization.ts'
import { parseBody } from '../parse-body.ts'
import { findServer } from './authorization-servers.ts'

const root = '/api/v1/authorizationServers/:serverId/scopes'
const area = 'authorizationServers'

const body = z.object({
  name: z
    .string()
    .regex(/^(?!\*$)(?!okta[.:])[\x21\x23-\x5b\x5d-\x7e]{1,256}$/, 'The scope name is invalid or reserved'),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  consent: z.enum(['IMPLICIT', 'REQUIRED', 'FLEXIBLE']).default('IMPLICIT'),
  metadataPublish: z.enum(['ALL_CLIENTS', 'NO_CLIENTS']).default('NO_CLIENTS'),
  default: z.boolean().default(false),
  optional: z.boolean().default(false),
})

/** Scopes of an authorization server. */
export const scopeRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: root, area, run: list },
  { method: 'POST', path: root, area, run: create },
  { method: 'GET', path: `${root}/:scopeId`, area, run: (call) => answer(toBody(findScope(call))) },
  { method: 'PUT', path: `${root}/:scopeId`, area, run: replace },
  { method: 'DELETE', path: `${root}/:scopeId`, area, run: remove },
]

function findScope(call: ApiCall): OrgScope {
  const id = call.params['scopeId'] ?? ''
  const scope = findServer(call).scopes.get(id)
  if (scope === undefined) throw apiProblems.notFound(id, 'OAuth2Scope')
  return scope
}

function list(call: ApiCall): ApiAnswer {
  const q = call.query.get('q')
  const scopes = [...findServer(call).scopes.values()].filter(({ name }) => q === null || name.startsWith(q))
  return answerPage(call, scopes, ({ id }) => id, toBody)
}

function create(call: ApiCall): ApiAnswer {
  const { scopes } = findServer(call)
  const fields = readFields(call)
  if ([...scopes.values()].some(({ name }) => name === fields.name))
    throw apiProblems.invalid('name', ['name: An object with this field already exists'])
  const scope: OrgScope = { id: makeId('scp'), ...fields, system: false }
  scopes.set(scope.id, scope)
  return answer(toBody(scope), 201)
}

function replace(call: ApiCall): ApiAnswer {
  const scope = findScope(call)
  if (scope.system) throw apiProblems.forbidden()
  return answer(toBody(Object.assign(scope, readFields(call))))
}

function remove(call: ApiCall): ApiAnswer {
  const scope = findScope(call)
  if (scope.system) throw apiProblems.forbidden()
  findServer(call).scopes.delete(scope.id)
  return noContent
}

function readFields(call: ApiCall): Omit<OrgScope, 'id' | 'system'> {
  const fields = parseBody(body, call.body)
  return { ...fields, displayName: fields.displayName ?? '', description: fields.description ?? '' }
}

function toBody(scope: OrgScope): object {
  return { ...scope, apiResourceId: null, _links: {} }
}

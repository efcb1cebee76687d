import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { newObject, type Organization, type OrgServer } from '../organization.ts'
import { parseBody } from '../parse-body.ts'
import { systemClaims, systemScopes } from '../system-objects.ts'

const root = '/api/v1/authorizationServers'
const area = 'authorizationServers'

const body = z.object({
  name: z.string().min(1, 'The field cannot be left blank').max(100),
  description: z.string().max(1024).nullish(),
  audiences: z
    .array(
      z
        .string()
        .refine((value) => !value.includes(':') || URL.canParse(value), 'The audience must be a valid URI'),
    )
    .length(1, 'Exactly one audience is supported'),
  issuerMode: z.enum(['ORG_URL', 'CUSTOM_URL', 'DYNAMIC']).default('ORG_URL'),
})

/** Authorization servers: create, read, replace, delete, switch on and off. */
export const authorizationServerRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: root, area, run: list },
  { method: 'POST', path: root, area, run: create },
  {
    method: 'GET',
    path: `${root}/:serverId`,
    area,
    run: (call) => answer(toBody(call, findServer(call))),
  },
  { method: 'PUT', path: `${root}/:serverId`, area, run: replace },
  { method: 'DELETE', path: `${root}/:serverId`, area, run: remove },
  { method: 'POST', path: `${root}/:serverId/lifecycle/activate`, area, run: switchTo('ACTIVE') },
  { method: 'POST', path: `${root}/:serverId/lifecycle/deactivate`, area, run: switchTo('INACTIVE') },
]

/** The server that the path of a call names. */
export function findServer({ organization, params }: Pick<ApiCall, 'organization' | 'params'>): OrgServer {
  const id = params['serverId'] ?? ''
  const server = organization.servers.get(id)
  if (server === undefined) throw apiProblems.notFound(id, 'AuthorizationServer')
  return server
}

/** The issuer of a server: derived from its id, never chosen. */
export function issuerOf(organization: Organization, server: OrgServer): string {
  return `${organization.origin}/oauth2/${server.id}`
}

function list(call: ApiCall): ApiAnswer {
  const q = call.query.get('q')?.toLowerCase()
  const servers = [...call.organization.servers.values()].filter(
    ({ name, audiences }) =>
      q === undefined || [name, ...audiences].some((text) => text.toLowerCase().includes(q)),
  )
  return answerPage(
    call,
    servers,
    ({ id }) => id,
    (server) => toBody(call, server),
  )
}

function create(call: ApiCall): ApiAnswer {
  const { name, description, audiences, issuerMode } = parseBody(body, call.body)
  refuseTakenName(call.organization, name)
  const server: OrgServer = {
    ...newObject('aus'),
    name,
    description: description ?? '',
    audiences,
    issuerMode,
    status: 'ACTIVE',
    default: false,
    scopes: systemScopes(),
    claims: systemClaims(),
    policies: [],
  }
  call.organization.servers.set(server.id, server)
  return answer(toBody(call, server), 201)
}

function replace(call: ApiCall): ApiAnswer {
  const server = findServer(call)
  const { name, description, audiences, issuerMode } = parseBody(body, call.body)
  refuseTakenName(call.organization, name, server)
  Object.assign(server, {
    name,
    description: description ?? '',
    audiences,
    issuerMode,
    lastUpdated: new Date().toISOString(),
  })
  return answer(toBody(call, server))
}

function refuseTakenName(organization: Organization, name: string, self?: OrgServer): void {
  const taken = [...organization.servers.values()].some(
    (server) => server !== self && server.name.toLowerCase() === name.toLowerCase(),
  )
  if (taken) throw apiProblems.invalid('name', ['name: An object with this field already exists'])
}

function remove(call: ApiCall): ApiAnswer {
  const server = findServer(call)
  if (server.default) throw apiProblems.forbidden()
  call.organization.servers.delete(server.id)
  return noContent
}

function switchTo(status: OrgServer['status']): ApiRoute['run'] {
  return (call) => {
    findServer(call).status = status
    return noContent
  }
}

function toBody({ organization }: ApiCall, server: OrgServer): object {
  const self = `${organization.origin}${root}/${server.id}`
  const link = (href: string, ...allow: string[]): object => ({ href, hints: { allow } })
  const next = server.status === 'ACTIVE' ? 'deactivate' : 'activate'
  return {
    id: server.id,
    name: server.name,
    description: server.description,
    audiences: server.audiences,
    issuer: issuerOf(organization, server),
    issuerMode: server.issuerMode,
    status: server.status,
    created: server.created,
    lastUpdated: server.lastUpdated,
    credentials: { signing: { rotationMode: 'AUTO' } },
    default: server.default,
    _links: {
      self: link(self, 'GET', 'PUT', 'DELETE'),
      scopes: link(`${self}/scopes`, 'GET'),
      claims: link(`${self}/claims`, 'GET'),
      policies: link(`${self}/policies`, 'GET'),
      [next]: link(`${self}/lifecycle/${next}`, 'POST'),
    },
  }
}

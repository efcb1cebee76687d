import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { applicationBody } from '../application-body.ts'
import { createApp, replaceApp } from '../application.ts'
import type { OrgApp } from '../organization.ts'
import { parseBody } from '../parse-body.ts'

const root = '/api/v1/apps'
const area = 'apps'

/** Applications: create, read, replace, delete, switch on and off. */
export const applicationRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: root, area, run: list },
  { method: 'POST', path: root, area, run: create },
  {
    method: 'GET',
    path: `${root}/:appId`,
    area,
    run: (call) => answer(applicationToBody(findApp(call), false)),
  },
  { method: 'PUT', path: `${root}/:appId`, area, run: replace },
  { method: 'DELETE', path: `${root}/:appId`, area, run: remove },
  { method: 'POST', path: `${root}/:appId/lifecycle/activate`, area, run: switchTo('ACTIVE') },
  { method: 'POST', path: `${root}/:appId/lifecycle/deactivate`, area, run: switchTo('INACTIVE') },
]

/** The application that the path of a call names. */
export function findApp({ organization, params }: Pick<ApiCall, 'organization' | 'params'>): OrgApp {
  const id = params['appId'] ?? ''
  const app = organization.apps.get(id)
  if (app === undefined) throw apiProblems.notFound(id, 'AppInstance')
  return app
}

function list(call: ApiCall): ApiAnswer {
  const q = call.query.get('q')?.toLowerCase() ?? ''
  const filter = call.query.get('filter')
  const oidcOnly = /^(?:name eq "oidc_client"|status eq "ACTIVE")$/
  if (filter !== null && !oidcOnly.test(filter))
    throw apiProblems.invalid('filter', ['filter: Unsupported filter'])
  const apps = [...call.organization.apps.values()].filter(
    (app) =>
      (app.label.toLowerCase().startsWith(q) || 'oidc_client'.startsWith(q)) &&
      (filter?.startsWith('status') !== true || app.status === 'ACTIVE'),
  )
  return answerPage(
    call,
    apps,
    ({ id }) => id,
    (app) => applicationToBody(app, false),
  )
}

function create(call: ApiCall): ApiAnswer {
  const app = createApp(call.organization, parseBody(applicationBody, call.body))
  if (call.query.get('activate') === 'false') app.status = 'INACTIVE'
  return answer(applicationToBody(app, true))
}

function replace(call: ApiCall): ApiAnswer {
  const app = findApp(call)
  replaceApp(app, parseBody(applicationBody, call.body))
  return answer(applicationToBody(app, true))
}

function remove(call: ApiCall): ApiAnswer {
  const app = findApp(call)
  if (app.status === 'ACTIVE') throw apiProblems.deleteForbidden()
  call.organization.apps.delete(app.id)
  // A policy that named the client forgets it.
  for (const { policies } of call.organization.servers.values())
    for (const policy of policies) policy.clients = policy.clients.filter((id) => id !== app.clientId)
  return noContent
}

function switchTo(status: OrgApp['status']): ApiRoute['run'] {
  return (call) => {
    findApp(call).status = status
    return answer({})
  }
}

/** An application as it is answered; its secret only where it was just made or replaced. */
export function applicationToBody(app: OrgApp, withSecret: boolean): object {
  const secret = app.secrets.findLast(({ status }) => status === 'ACTIVE')?.client_secret
  return {
    id: app.id,
    name: 'oidc_client',
    label: app.label,
    status: app.status,
    lastUpdated: app.lastUpdated,
    created: app.created,
    signOnMode: 'OPENID_CONNECT',
    profile: app.profile,
    credentials: {
      oauthClient: {
        autoKeyRotation: app.autoKeyRotation,
        client_id: app.clientId,
        ...(withSecret && secret !== undefined ? { client_secret: secret } : {}),
        token_endpoint_auth_method: app.authMethod,
        pkce_required: app.pkceRequired,
      },
    },
    settings: { app: {}, notes: app.notes, oauthClient: app.oauthClient },
    _links: {},
  }
}

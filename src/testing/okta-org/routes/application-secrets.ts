import * as z from 'zod'
import { answer, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { addSecret } from '../application.ts'
import type { OrgSecret } from '../organization.ts'
import { parseBody } from '../parse-body.ts'
import { findApp } from './applications.ts'

const root = '/api/v1/apps/:appId/credentials/secrets'
const area = 'apps'
const mostSecrets = 2
const body = z.object({
  client_secret: z
    .string()
    .regex(/^[\x21-\x7e]{14,100}$/)
    .optional(),
  status: z.enum(['ACTIVE', 'INACTIVE']).default('ACTIVE'),
})

/** Secrets of an application; reading them shows them in clear, as Okta does. */
export const applicationSecretRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: root, area, run: (call) => answer(findApp(call).secrets) },
  { method: 'POST', path: root, area, run: create },
  { method: 'POST', path: `${root}/:secretId/lifecycle/activate`, area, run: switchTo('ACTIVE') },
  { method: 'POST', path: `${root}/:secretId/lifecycle/deactivate`, area, run: switchTo('INACTIVE') },
  { method: 'DELETE', path: `${root}/:secretId`, area, run: remove },
]

function create(call: ApiCall): ApiAnswer {
  const app = findApp(call)
  if (app.secrets.length >= mostSecrets)
    throw apiProblems.invalid('secrets', ['secrets: The application has its two secrets already'])
  const { client_secret: value, status } = parseBody(body, call.body)
  addSecret(app, value)
  const secret = app.secrets.at(-1)
  if (secret !== undefined) secret.status = status
  return answer(secret, 201)
}

function findSecret(call: ApiCall): OrgSecret {
  const id = call.params['secretId'] ?? ''
  const secret = findApp(call).secrets.find((candidate) => candidate.id === id)
  if (secret === undefined) throw apiProblems.notFound(id, 'OAuth2ClientSecret')
  return secret
}

function switchTo(status: OrgSecret['status']): ApiRoute['run'] {
  return (call) => {
    const secret = findSecret(call)
    secret.status = status
    return answer(secret)
  }
}

function remove(call: ApiCall): ApiAnswer {
  const secret = findSecret(call)
  if (secret.status === 'ACTIVE') throw apiProblems.invalid('status', ['status: Deactivate the secret first'])
  const { secrets } = findApp(call)
  secrets.splice(secrets.indexOf(secret), 1)
  return noContent
}

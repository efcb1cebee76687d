import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { newObject, type OrgTrustedOrigin } from '../organization.ts'
import { parseBody } from '../parse-body.ts'

const root = '/api/v1/trustedOrigins'
const area = 'trustedOrigins'
const body = z.object({
  name: z.string().min(1).max(255),
  origin: z.string().refine((value) => URL.canParse(value), 'must be a URL'),
  status: z.enum(['ACTIVE', 'INACTIVE']).default('ACTIVE'),
  scopes: z.array(z.object({ type: z.enum(['CORS', 'REDIRECT', 'IFRAME_EMBED']) })).min(1),
})

/** Web origins that browsers may call the organization from. */
export const trustedOriginRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: root,
    area,
    run: (call) => answerPage(call, [...call.organization.trustedOrigins.values()], ({ id }) => id, toBody),
  },
  { method: 'POST', path: root, area, run: create },
  { method: 'GET', path: `${root}/:originId`, area, run: (call) => answer(toBody(find(call))) },
  { method: 'PUT', path: `${root}/:originId`, area, run: replace },
  { method: 'DELETE', path: `${root}/:originId`, area, run: remove },
]

function find({ organization, params }: ApiCall): OrgTrustedOrigin {
  const id = params['originId'] ?? ''
  const found = organization.trustedOrigins.get(id)
  if (found === undefined) throw apiProblems.notFound(id, 'TrustedOrigin')
  return found
}

function create(call: ApiCall): ApiAnswer {
  const origin: OrgTrustedOrigin = { ...newObject('tos'), ...parseBody(body, call.body) }
  call.organization.trustedOrigins.set(origin.id, origin)
  return answer(toBody(origin))
}

function replace(call: ApiCall): ApiAnswer {
  return answer(toBody(Object.assign(find(call), parseBody(body, call.body))))
}

function remove(call: ApiCall): ApiAnswer {
  call.organization.trustedOrigins.delete(find(call).id)
  return noContent
}

function toBody(origin: OrgTrustedOrigin): object {
  return { ...origin, _links: {} }
}

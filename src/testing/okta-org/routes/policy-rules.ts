import * as z from 'zod'
import { answer, answerPage, noContent, type ApiAnswer, type ApiCall, type ApiRoute } from '../api-call.ts'
import { apiProblems } from '../api-problem.ts'
import { newObject, type OrgRule } from '../organization.ts'
import { parseBody } from '../parse-body.ts'
import { placeByPriority } from '../prioritized.ts'
import { findServer } from './authorization-servers.ts'
import { findPolicy, policiesPath } from './policies.ts'

const root = `${policiesPath}/:policyId/rules`
const area = 'authorizationServers'

const names = z.array(z.string()).nullish()
const choice = z.object({ include: names, exclude: names }).nullish()
const body = z.object({
  type: z.literal('RESOURCE_ACCESS'),
  name: z.string().min(1, 'The field cannot be left blank').max(100),
  status: z.enum(['ACTIVE', 'INACTIVE']).default('ACTIVE'),
  priority: z.int().min(1).optional(),
  conditions: z.object({
    people: z.object({ users: choice, groups: choice }).nullish(),
    grantTypes: z.object({ include: z.array(z.string()).min(1) }),
    scopes: z.object({ include: z.array(z.string()).min(1) }),
  }),
  actions: z.object({
    token: z.object({
      accessTokenLifetimeMinutes: z.int().min(5).max(1440).default(60),
      refreshTokenLifetimeMinutes: z.int().min(0).default(0),
      refreshTokenWindowMinutes: z.int().min(10).max(2_628_000).default(10_080),
      inlineHook: z.object({ id: z.string() }).nullish(),
    }),
  }),
})

const grantTypes = [
  ...[
    'authorization_code',
    'implicit',
    'password',
    'client_credentials',
    'interaction_code',
    'refresh_token',
  ],
  ...['device_code', 'token-exchange', 'saml2-bearer', 'jwt-bearer'].map(
    (name) => `urn:ietf:params:oauth:grant-type:${name}`,
  ),
  'urn:openid:params:grant-type:ciba',
]

/** Rules of an access policy. */
export const policyRuleRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: root,
    area,
    run: (call) =>
      answerPage(
        call,
        findPolicy(call).rules,
        ({ id }) => id,
        (rule) => toBody(call, rule),
      ),
  },
  { method: 'POST', path: root, area, run: create },
  { method: 'GET', path: `${root}/:ruleId`, area, run: (call) => answer(toBody(call, findRule(call))) },
  { method: 'PUT', path: `${root}/:ruleId`, area, run: replace },
  { method: 'DELETE', path: `${root}/:ruleId`, area, run: remove },
  { method: 'POST', path: `${root}/:ruleId/lifecycle/activate`, area, run: switchTo('ACTIVE') },
  { method: 'POST', path: `${root}/:ruleId/lifecycle/deactivate`, area, run: switchTo('INACTIVE') },
]

function findRule(call: ApiCall): OrgRule {
  const id = call.params['ruleId'] ?? ''
  const rule = findPolicy(call).rules.find((candidate) => candidate.id === id)
  if (rule === undefined) throw apiProblems.notFound(id, 'PolicyRule')
  return rule
}

function create(call: ApiCall): ApiAnswer {
  const { priority, ...fields } = readFields(call)
  const rule: OrgRule = { ...newObject('0pr'), ...fields }
  placeByPriority(findPolicy(call).rules, rule, priority)
  return answer(toBody(call, rule), 201)
}

function replace(call: ApiCall): ApiAnswer {
  const rule = findRule(call)
  const { priority, ...fields } = readFields(call, rule)
  Object.assign(rule, fields, { lastUpdated: new Date().toISOString() })
  placeByPriority(findPolicy(call).rules, rule, priority)
  return answer(toBody(call, rule))
}

type RuleFields = Omit<OrgRule, 'id' | 'created' | 'lastUpdated'>

function readFields(call: ApiCall, self?: OrgRule): RuleFields & { priority: number | undefined } {
  const { name, status, priority, conditions, actions } = parseBody(body, call.body)
  if (findPolicy(call).rules.some((rule) => rule !== self && rule.name === name))
    throw apiProblems.invalid('name', ['name: An object with this field already exists'])
  const { people } = conditions
  const fields: RuleFields = {
    name,
    status,
    conditions: {
      people: {
        users: { include: people?.users?.include ?? [], exclude: people?.users?.exclude ?? [] },
        groups: { include: people?.groups?.include ?? [], exclude: people?.groups?.exclude ?? [] },
      },
      grantTypes: conditions.grantTypes,
      scopes: conditions.scopes,
    },
    actions: { token: readToken(actions.token) },
  }
  refuseUnknownNames(call, fields)
  return { ...fields, priority }
}

function readToken(token: z.output<typeof body>['actions']['token']): OrgRule['actions']['token'] {
  const { inlineHook, ...lives } = token
  const { accessTokenLifetimeMinutes: access, refreshTokenLifetimeMinutes: refresh } = lives
  const window = lives.refreshTokenWindowMinutes
  if (refresh !== 0 && refresh < access) {
    const field = 'actions.token.refreshTokenLifetimeMinutes'
    throw apiProblems.invalid(field, [`${field}: must not be less than the access token lifetime`])
  }
  if (window < access || (refresh !== 0 && window > refresh)) {
    const field = 'actions.token.refreshTokenWindowMinutes'
    throw apiProblems.invalid(field, [`${field}: must lie between the access and the refresh token lifetime`])
  }
  return { ...lives, ...(inlineHook ? { inlineHook } : {}) }
}

function refuseUnknownNames(call: ApiCall, { conditions }: Pick<OrgRule, 'conditions'>): void {
  const { groups, users } = call.organization
  const scopes = new Set([...findServer(call).scopes.values()].map(({ name }) => name))
  const { people } = conditions
  const unknown: (readonly [string, readonly string[]])[] = [
    ['grantTypes.include', conditions.grantTypes.include.filter((name) => !grantTypes.includes(name))],
    ['scopes.include', conditions.scopes.include.filter((name) => name !== '*' && !scopes.has(name))],
    ['people.groups.include', people.groups.include.filter((id) => id !== 'EVERYONE' && !groups.has(id))],
    ['people.users.include', people.users.include.filter((id) => !users.has(id))],
  ]
  const causes = unknown.flatMap(([field, names]) =>
    names.length === 0 ? [] : [`conditions.${field}: Invalid value ${names.join(', ')}`],
  )
  if (causes.length > 0) throw apiProblems.invalid('conditions', causes)
}

function remove(call: ApiCall): ApiAnswer {
  const { rules } = findPolicy(call)
  rules.splice(rules.indexOf(findRule(call)), 1)
  return noContent
}

function switchTo(status: OrgRule['status']): ApiRoute['run'] {
  return (call) => {
    findRule(call).status = status
    return noContent
  }
}

function toBody(call: ApiCall, rule: OrgRule): object {
  const priority = findPolicy(call).rules.indexOf(rule) + 1
  return { type: 'RESOURCE_ACCESS', ...rule, priority, system: false, _links: {} }
}

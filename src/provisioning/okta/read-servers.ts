import type { CurrentResource } from '../resource.ts'
import { readServerFields, type ServerBody } from './kinds/authorization-server.ts'
import { readClaimFields, tokenTypeOf, type ClaimBody } from './kinds/claim.ts'
import { readPolicyFields, type PolicyBody } from './kinds/policy.ts'
import { readRuleFields, type RuleBody } from './kinds/rule.ts'
import { readScopeFields, type ScopeBody } from './kinds/scope.ts'
import type { Names } from './resource.ts'
import { readMarker } from './ownership-marker.ts'
import type { ReadInput } from './read-input.ts'
import { resourceKeys } from './resource-keys.ts'

/** Reads the authorization servers of the file with all that is in them. */
export async function readServers(input: ReadInput, names: Names): Promise<readonly CurrentResource[]> {
  const all = await input.client.list<ServerBody>('/authorizationServers?limit=200')
  const servers = matchServers(input, all)
  const insides = await Promise.all(servers.map((server) => readInside(input, server, names)))
  return [...servers, ...insides.flat()]
}

function matchServers(
  { owner, desired }: ReadInput,
  bodies: readonly ServerBody[],
): readonly CurrentResource[] {
  const wanted = desired.filter(({ kind }) => kind === 'authorization server')
  const marks = bodies.map((body) => readMarker(body.description).ownership)
  const marked = new Set(marks.flatMap((mark) => (mark?.owner === owner ? [mark.key] : [])))
  return bodies.flatMap((body, index) => {
    const mark = marks[index]
    const isOurs = mark?.owner === owner
    const byKey = isOurs ? wanted.find(({ key }) => key === mark.key) : undefined
    // A server whose id changed in the file is the same one under another key: its name is unique.
    const byName = wanted.find(({ name, key }) => name === body.name && !marked.has(key))
    const key = byKey?.key ?? byName?.key ?? (isOurs ? mark.key : undefined)
    return key === undefined ? [] : [toResource(body, key, isOurs ? 'ours' : 'foreign')]
  })
}

function toResource(body: ServerBody, key: string, ownership: CurrentResource['ownership']): CurrentResource {
  return {
    key,
    kind: 'authorization server',
    name: body.name,
    address: `/authorizationServers/${body.id}`,
    reference: body.issuer,
    parent: undefined,
    fields: readServerFields(body),
    ownership,
  }
}

/** Makes resources of what lies in a server: ours when the file names it or an earlier apply made it. */
interface Judge {
  readonly toChild: (child: Child) => CurrentResource
  /** Which of some keys the file declares. */
  readonly declares: (key: string) => boolean
}

interface Child {
  readonly key: string
  readonly kind: string
  readonly name: string
  readonly address: string
  readonly parent: string
  readonly fields: CurrentResource['fields']
}

function createJudge({ desired, known }: ReadInput, server: CurrentResource): Judge {
  const wanted = new Set(desired.map(({ key }) => key))
  return {
    declares: (key) => wanted.has(key),
    toChild: (child) => {
      const isMade = known.get(child.key) === child.address
      const isMeant = wanted.has(child.key)
      return {
        ...child,
        key: isMeant || isMade ? child.key : undefined,
        reference: child.address,
        ownership: server.ownership === 'ours' && (isMeant || isMade) ? 'ours' : 'foreign',
      }
    },
  }
}

async function readInside(
  input: ReadInput,
  server: CurrentResource,
  names: Names,
): Promise<readonly CurrentResource[]> {
  const id = (server.key ?? '').replace(/^server:/, '')
  const judge = createJudge(input, server)
  const { client } = input
  const [scopes, claims, policies] = await Promise.all([
    client.list<ScopeBody>(`${server.address}/scopes?limit=200`),
    client.list<ClaimBody>(`${server.address}/claims`),
    client.list<PolicyBody>(`${server.address}/policies`),
  ])
  const own = [
    ...scopes.filter(({ system }) => system !== true).map((scope) => toScope(judge, server, id, scope)),
    ...claims.filter(({ system }) => system !== true).map((claim) => toClaim(judge, server, id, claim)),
  ]
  const ranked = rank(policies, ({ name }) => judge.declares(resourceKeys.policy(id, name)))
  const withRules = await Promise.all(
    ranked.map(([policy, place]) => readPolicy(input, judge, server, { id, policy, place }, names)),
  )
  // What is inside of somebody else's server is of interest only where the file means it.
  return [...own, ...withRules.flat()].filter(({ key }) => server.ownership === 'ours' || key !== undefined)
}

function toScope(judge: Judge, server: CurrentResource, id: string, scope: ScopeBody): CurrentResource {
  return judge.toChild({
    key: resourceKeys.scope(id, scope.name),
    kind: 'scope',
    name: scope.name,
    address: `${server.address}/scopes/${scope.id}`,
    parent: server.address,
    fields: readScopeFields(scope),
  })
}

function toClaim(judge: Judge, server: CurrentResource, id: string, claim: ClaimBody): CurrentResource {
  const tokenType = tokenTypeOf(claim)
  return judge.toChild({
    key: resourceKeys.claim(id, tokenType, claim.name),
    kind: 'claim',
    name: `${claim.name} (${tokenType} token)`,
    address: `${server.address}/claims/${claim.id}`,
    parent: server.address,
    fields: readClaimFields(claim),
  })
}

interface PolicyPlace {
  readonly id: string
  readonly policy: PolicyBody
  readonly place: number
}

async function readPolicy(
  { client }: ReadInput,
  judge: Judge,
  server: CurrentResource,
  { id, policy, place }: PolicyPlace,
  names: Names,
): Promise<readonly CurrentResource[]> {
  const address = `${server.address}/policies/${policy.id}`
  const rules = await client.list<RuleBody>(`${address}/rules`)
  const ranked = rank(
    rules.filter(({ system }) => system !== true),
    ({ name }) => judge.declares(resourceKeys.rule(id, policy.name, name)),
  )
  const resource = judge.toChild({
    key: resourceKeys.policy(id, policy.name),
    kind: 'access policy',
    name: policy.name,
    address,
    parent: server.address,
    fields: readPolicyFields(policy, place, names),
  })
  const inside = ranked.map(async ([rule, position]) =>
    judge.toChild({
      key: resourceKeys.rule(id, policy.name, rule.name),
      kind: 'rule',
      name: rule.name,
      address: `${address}/rules/${rule.id}`,
      parent: address,
      fields: await readRuleFields(rule, position, names),
    }),
  )
  return [resource, ...(await Promise.all(inside))]
}

/** Places among the declared ones: what strangers put in between does not count. */
function rank<T extends { readonly priority?: number }>(
  items: readonly T[],
  isDeclared: (item: T) => boolean,
): readonly (readonly [T, number])[] {
  let place = 0
  return [...items]
    .sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
    .map((item) => [item, isDeclared(item) ? ++place : 0] as const)
}

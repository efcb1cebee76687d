import { shortGrantType } from '../../../identity/grant-types.ts'
import type { AccessRule } from '../../../identity/identity.ts'
import { everyoneGroup, namesNobody } from '../../../identity/people.ts'
import type { Fields } from '../../resource.ts'
import type { Lookup, Names, OktaResource } from '../resource.ts'
import { resourceKeys } from '../resource-keys.ts'

/** A rule as Okta answers it. */
export interface RuleBody {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly priority?: number
  readonly system?: boolean
  readonly conditions?: {
    readonly people?: { readonly users?: Choice; readonly groups?: Choice }
    readonly grantTypes?: Choice
    readonly scopes?: Choice
  }
  readonly actions?: {
    readonly token?: {
      readonly accessTokenLifetimeMinutes?: number
      readonly refreshTokenLifetimeMinutes?: number
      readonly refreshTokenWindowMinutes?: number
      readonly inlineHook?: { readonly id?: string } | null
    }
  }
}

interface Choice {
  readonly include?: readonly string[] | null
  readonly exclude?: readonly string[] | null
}

/** Okta's word for anybody who is assigned to the client. */
const anybody = 'EVERYONE'

/** A declared rule of a policy. */
export function describeRule(
  serverId: string,
  policy: string,
  rule: AccessRule,
  priority: number,
): OktaResource {
  const grants = rule.grantTypes.filter((grant) => grant !== 'refresh_token')
  const isForAnybody = namesNobody(rule.people) || rule.people.groups.includes(everyoneGroup)
  return {
    key: resourceKeys.rule(serverId, policy, rule.name),
    kind: 'rule',
    name: rule.name,
    parent: resourceKeys.policy(serverId, policy),
    whenForeign: 'refuse',
    hasSecret: false,
    fields: {
      grantTypes: grants.map(shortGrantType).sort(),
      groups: isForAnybody ? [everyoneGroup] : [...rule.people.groups].sort(),
      users: isForAnybody ? [] : [...rule.people.users].sort(),
      exceptions: [],
      scopes: rule.scopes === '*' ? '*' : [...rule.scopes].sort(),
      inlineHook: rule.inlineHook,
      accessTokenLifetimeMinutes: rule.accessTokenLifetimeMinutes,
      refreshTokenLifetimeMinutes: rule.refreshTokenLifetimeMinutes,
      refreshTokenWindowMinutes: rule.refreshTokenWindowMinutes,
      priority,
      status: 'ACTIVE',
    },
    toBody: async (lookup) => ({
      type: 'RESOURCE_ACCESS',
      status: 'ACTIVE',
      name: rule.name,
      priority,
      conditions: {
        people: isForAnybody
          ? { users: choose([]), groups: choose([anybody]) }
          : await choosePeople(rule, lookup),
        grantTypes: { include: grants },
        scopes: { include: rule.scopes === '*' ? ['*'] : rule.scopes },
      },
      actions: {
        token: {
          accessTokenLifetimeMinutes: rule.accessTokenLifetimeMinutes,
          refreshTokenLifetimeMinutes: rule.refreshTokenLifetimeMinutes,
          refreshTokenWindowMinutes: rule.refreshTokenWindowMinutes,
          // The file knows no hooks, so one that somebody added is taken away.
          inlineHook: undefined,
        },
      },
    }),
  }
}

function choose(include: readonly string[]): Choice {
  return { include, exclude: [] }
}

async function choosePeople({ people }: AccessRule, lookup: Lookup): Promise<Record<string, Choice>> {
  const [users, groups] = await Promise.all([
    Promise.all(people.users.map(lookup.userId)),
    Promise.all(people.groups.map(lookup.groupId)),
  ])
  return { users: choose(users), groups: choose(groups) }
}

/** What a file says of a rule, read from Okta; `rank` is its place among the declared ones. */
export async function readRuleFields(body: RuleBody, rank: number, names: Names): Promise<Fields> {
  const { people, grantTypes, scopes } = body.conditions ?? {}
  const token = body.actions?.token ?? {}
  const groupIds = people?.groups?.include ?? []
  const [groups, users, exceptGroups, exceptUsers] = await Promise.all([
    groupIds.includes(anybody) ? [everyoneGroup] : Promise.all(groupIds.map(names.groupName)),
    Promise.all((people?.users?.include ?? []).map(names.userName)),
    Promise.all((people?.groups?.exclude ?? []).map(names.groupName)),
    Promise.all((people?.users?.exclude ?? []).map(names.userName)),
  ])
  const scopeNames = scopes?.include ?? []
  return {
    grantTypes: [...(grantTypes?.include ?? [])].map(shortGrantType).sort(),
    groups: groups.sort(),
    users: users.sort(),
    exceptions: [...exceptGroups, ...exceptUsers].sort(),
    scopes: scopeNames.includes('*') ? '*' : [...scopeNames].sort(),
    inlineHook: token.inlineHook?.id ?? 'none',
    accessTokenLifetimeMinutes: token.accessTokenLifetimeMinutes ?? null,
    refreshTokenLifetimeMinutes: token.refreshTokenLifetimeMinutes ?? null,
    refreshTokenWindowMinutes: token.refreshTokenWindowMinutes ?? null,
    priority: rank,
    status: body.status,
  }
}

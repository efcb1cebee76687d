import type { AccessPolicy, AccessRule, AuthorizationServer, Identity } from '../identity.ts'
import type { AddProblem, Path } from '../problems.ts'
import { allowsSignIn, clientsOf } from './reachable-grants.ts'

/** What a rule has when nobody wrote it, in minutes. */
const defaultRefreshLifetime = 129_600
/** Okta's longest access token, in minutes. */
const longestAccessLifetime = 1440
/** Okta's shortest and longest idle window, in minutes. */
const windowBounds = { shortest: 10, longest: 2_628_000 }

/** Lifetimes that undo one another, or that Okta refuses. */
export function findLifetimeContradictions(
  add: AddProblem,
  path: Path,
  server: AuthorizationServer,
  identity: Identity,
): void {
  server.policies.forEach((policy, index) => {
    policy.rules.forEach((rule, position) => {
      const at = [...path, 'policies', index, 'rules', position]
      findAccessLifetime(add, at, rule)
      if (allowsSignIn(rule)) findRefreshLifetime(add, at, rule, policy, identity)
    })
  })
}

function findAccessLifetime(add: AddProblem, path: Path, rule: AccessRule): void {
  const minutes = rule.accessTokenLifetimeMinutes
  const at = [...path, 'accessTokenLifetimeMinutes']
  if (minutes > longestAccessLifetime) {
    const message = `Okta refuses access tokens of ${describeMinutes(minutes)}: its longest is 1440 minutes, a day.`
    add('warning', 'SALLYPORT_IDENTITY_LONG_LIFETIME', at, message)
  }
  for (const key of [
    'accessTokenLifetimeMinutes',
    'refreshTokenLifetimeMinutes',
    'refreshTokenWindowMinutes',
  ] as const) {
    if (Number.isInteger(rule[key])) continue
    const message = `Okta takes whole minutes only, not ${rule[key]}.`
    add('warning', 'SALLYPORT_IDENTITY_PART_OF_MINUTE', [...path, key], message)
  }
}

function findRefreshLifetime(
  add: AddProblem,
  path: Path,
  rule: AccessRule,
  policy: AccessPolicy,
  identity: Identity,
): void {
  const clients = clientsOf(policy, identity)
  const {
    refreshTokenLifetimeMinutes: life,
    refreshTokenWindowMinutes: window,
    accessTokenLifetimeMinutes: access,
  } = rule
  const lifeAt = [...path, 'refreshTokenLifetimeMinutes']
  const windowAt = [...path, 'refreshTokenWindowMinutes']
  if (!clients.some((client) => client.grantTypes.includes('refresh_token'))) {
    if (life === defaultRefreshLifetime || clients.length === 0) return
    const message = 'No client this rule is for has the grant refresh_token, so nobody gets a refresh token.'
    const hint = 'Add refresh_token to a client; it gets one when it also asks for the scope offline_access.'
    return add('warning', 'SALLYPORT_IDENTITY_REFRESH_WITHOUT_CLIENT', lifeAt, message, hint)
  }
  if (life === 0 || window < life) {
    const whole = life === 0 ? 'without an end' : `of ${describeMinutes(life)}`
    const message = `A refresh token ${whole} still ends when nobody uses it for ${describeMinutes(window)}.`
    const longest = life === 0 ? windowBounds.longest : life
    const hint = `Write "refreshTokenWindowMinutes": ${longest} to let it rest that long, or make the lifetime ${window}.`
    add('warning', 'SALLYPORT_IDENTITY_IDLE_WINDOW', windowAt, message, hint)
  }
  if (life > 0 && life < access) {
    const message = 'Okta refuses a refresh token that lives shorter than the access token.'
    add('warning', 'SALLYPORT_IDENTITY_REFRESH_LIFETIME', lifeAt, message, `Write at least ${access}.`)
  }
  if (window < access || (life > 0 && window > life)) {
    const message =
      'Okta refuses this idle window: it must lie between the lives of the access and the refresh token.'
    const hint = `Write ${life > 0 ? `${access} to ${life}` : `at least ${access}`}.`
    add('warning', 'SALLYPORT_IDENTITY_IDLE_WINDOW_BOUNDS', windowAt, message, hint)
  } else if (window < windowBounds.shortest || window > windowBounds.longest) {
    const message = `Okta's idle window is ${windowBounds.shortest} minutes to ${windowBounds.longest} minutes, five years.`
    add('warning', 'SALLYPORT_IDENTITY_IDLE_WINDOW_BOUNDS', windowAt, message)
  }
}

/** Minutes as people say them. */
function describeMinutes(minutes: number): string {
  if (minutes >= 2880 && minutes % 1440 === 0) return `${minutes / 1440} days`
  return minutes === 1440 ? 'a day' : `${minutes} minutes`
}

import type { ShapeProblem } from '../foundation/json/shape.ts'
import { findClientContradictions } from './contradictions/client-contradictions.ts'
import { findLifetimeContradictions } from './contradictions/lifetime-contradictions.ts'
import { findPolicyContradictions } from './contradictions/policy-contradictions.ts'
import { findScopeContradictions } from './contradictions/scope-contradictions.ts'
import type { Identity } from './identity.ts'
import { createProblems } from './problems.ts'

/**
 * What two settings of an identity file say against each other, though each is right alone: the file can be served, but
 * somebody will not get the token they expect, here or at Okta. All are warnings.
 */
export function findContradictions(identity: Identity): readonly ShapeProblem[] {
  const { problems, add } = createProblems()
  identity.authorizationServers.forEach((server, index) => {
    const path = ['authorizationServers', index]
    findPolicyContradictions(add, path, server, identity)
    findLifetimeContradictions(add, path, server, identity)
    findScopeContradictions(add, path, server, identity)
  })
  findClientContradictions(add, identity)
  return problems
}

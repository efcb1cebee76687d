import { nearestName } from '../foundation/nearest-name.ts'
import type { Compilation } from './compilation.ts'
import { policiesFile } from './compile-policies.ts'
import type { PolicyRegistry } from './compile-policies.ts'
import { inside } from './place.ts'
import type { Place } from './project.ts'

/** Compiles a stage of `policies` of a route to names; each step is a name, or a policy declared in place. */
export function compileRoutePolicies(
  steps: readonly unknown[],
  place: Place,
  policies: PolicyRegistry,
  compilation: Compilation,
): string[] {
  return steps.flatMap((step, index) => {
    const at = inside(place, index)
    if (typeof step !== 'string') return policies.addInline(step, at) ?? []
    judgePolicyName(step, at, policies, compilation)
    return step
  })
}

/** Reports a name that no policy has; nothing is said while policies.json is broken. */
export function judgePolicyName(
  name: string,
  place: Place,
  policies: PolicyRegistry,
  compilation: Compilation,
): void {
  if (!policies.complete || policies.names.has(name)) return
  const near = nearestName(name, policies.names)
  const known = [...policies.names].slice(0, 10).join(', ')
  compilation.report(place, {
    code: 'SALLYPORT_CONFIG_UNKNOWN_POLICY',
    message: `There is no policy named "${name}".`,
    hint:
      near !== undefined
        ? `Did you mean "${near}"?`
        : known === ''
          ? `Declare it in ${policiesFile}, which declares none so far.`
          : `Declared in ${policiesFile}: ${known}.`,
  })
}

import type { Compilation } from './compilation.ts'
import type { PolicyRegistry } from './compile-policies.ts'
import { judgePolicyName } from './compile-route-policies.ts'
import { inside } from './place.ts'
import type { Place, PolicyDeclaration, RouteDefinition } from './project.ts'

type Stage = 'inbound' | 'outbound'

/** A policy that stands for others. */
interface Composite {
  readonly name: string
  readonly stage: Stage
  readonly members: readonly { readonly name: string; readonly place: Place }[]
  readonly place: Place
}

const stageOfExport: Readonly<Record<string, Stage>> = {
  CompositeInboundPolicy: 'inbound',
  CompositeOutboundPolicy: 'outbound',
}

/** More policies than any route needs; composites of composites grow fast. */
const mostPolicies = 256

/**
 * Puts the policies that a composite names in its place on every route. What asks a route for its policies (protected
 * resource metadata, explanations, revocation) finds them there, and a request pays nothing for the grouping.
 */
export function expandComposites(
  routes: readonly RouteDefinition[],
  policies: PolicyRegistry,
  compilation: Compilation,
): readonly RouteDefinition[] {
  const composites = new Map<string, Composite>()
  for (const declaration of policies.declarations.values()) {
    const composite = compileComposite(declaration)
    if (composite !== undefined) composites.set(composite.name, composite)
  }
  if (composites.size === 0) return routes
  for (const { members } of composites.values())
    for (const { name, place } of members) judgePolicyName(name, place, policies, compilation)
  const expansion = new Expansion(composites, compilation)
  for (const composite of composites.values()) expansion.membersOf(composite)
  return routes.map((route) => ({
    ...route,
    inbound: expansion.expand(route.inbound, 'inbound'),
    outbound: expansion.expand(route.outbound, 'outbound'),
  }))
}

/** What is wrong with its options is said where the options of all policies are judged. */
function compileComposite({ name, handler, place }: PolicyDeclaration): Composite | undefined {
  const stage = Object.hasOwn(stageOfExport, handler.export) ? stageOfExport[handler.export] : undefined
  if (handler.module !== 'gateway' || stage === undefined) return undefined
  const { policies } = handler.options
  const listed: readonly unknown[] = Array.isArray(policies) ? policies : []
  const list = inside(place, 'handler', 'options', 'policies')
  const members = listed.flatMap((member, index) =>
    typeof member === 'string' ? [{ name: member, place: inside(list, index) }] : [],
  )
  return { name, stage, members, place }
}

class Expansion {
  private readonly composites: ReadonlyMap<string, Composite>
  private readonly compilation: Compilation
  private readonly done = new Map<string, readonly string[]>()
  private readonly misplaced = new Set<string>()
  private readonly trail: string[] = []

  constructor(composites: ReadonlyMap<string, Composite>, compilation: Compilation) {
    this.composites = composites
    this.compilation = compilation
  }

  expand(names: readonly string[], stage: Stage): readonly string[] {
    return names.flatMap((name) => {
      const composite = this.composites.get(name)
      if (composite === undefined) return name
      if (composite.stage !== stage) this.refuseStage(composite)
      return this.membersOf(composite)
    })
  }

  membersOf(composite: Composite): readonly string[] {
    const known = this.done.get(composite.name)
    if (known !== undefined) return known
    this.trail.push(composite.name)
    const members = composite.members.flatMap((member) => {
      if (!this.trail.includes(member.name)) return this.expand([member.name], composite.stage)
      this.refuseCircle(member.name, member.place)
      return []
    })
    this.trail.pop()
    const bounded = members.slice(0, mostPolicies)
    if (bounded.length < members.length) this.refuseLength(composite, members.length)
    this.done.set(composite.name, bounded)
    return bounded
  }

  private refuseCircle(name: string, place: Place): void {
    const circle = [...this.trail.slice(this.trail.indexOf(name)), name]
    this.compilation.report(place, {
      code: 'SALLYPORT_CONFIG_COMPOSITE_CYCLE',
      message: `The composite "${name}" would contain itself: ${circle.join(' → ')}.`,
      hint: 'Take one of the names out of its list.',
    })
  }

  private refuseLength({ name, place }: Composite, length: number): void {
    this.compilation.report(inside(place, 'name'), {
      code: 'SALLYPORT_CONFIG_COMPOSITE_TOO_LONG',
      message: `The composite "${name}" comes to ${length} policies; at most ${mostPolicies} are possible.`,
      hint: 'Look for composites that name each other more than once.',
    })
  }

  private refuseStage({ name, stage, place }: Composite): void {
    if (this.misplaced.has(name)) return
    this.misplaced.add(name)
    this.compilation.report(inside(place, 'name'), {
      code: 'SALLYPORT_CONFIG_WRONG_STAGE',
      message: `"${name}" is an ${stage} policy, but it is listed on the other side.`,
      hint: `Move its name to policies.${stage} of the route, or to a composite of that side.`,
    })
  }
}

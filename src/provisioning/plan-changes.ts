import { compareFields, type FieldChange } from './compare-fields.ts'
import type { Provider, CurrentState } from './provider.ts'
import type { CurrentResource, DesiredResource } from './resource.ts'

/** What is to be done about one resource. */
export interface Change {
  /**
   * `create`, `update`, `adopt` (make a stranger's ours), `delete`; or nothing: `unchanged`, `use` (a stranger's, as it
   * is), `foreign` (a stranger's inside of ours, left alone), `keep` (ours, but it holds something foreign), `conflict`
   * (a stranger's stands where ours should).
   */
  readonly action:
    'create' | 'update' | 'adopt' | 'delete' | 'unchanged' | 'use' | 'foreign' | 'keep' | 'conflict'
  readonly kind: string
  readonly name: string
  readonly key: string | undefined
  readonly fields: readonly FieldChange[]
  /** Why, where the action alone does not say it. */
  readonly reason: string | undefined
  readonly desired: DesiredResource | undefined
  readonly current: CurrentResource | undefined
}

/** Every resource with what is to be done about it, in the order of doing. */
export interface Plan {
  readonly changes: readonly Change[]
  /** What keeps the plan from being applied, in sentences. */
  readonly problems: readonly string[]
}

/** How a plan is made. */
export interface PlanOptions {
  /** True: what a stranger made under the name of one of ours becomes ours. */
  readonly adopt: boolean
}

const acting: ReadonlySet<Change['action']> = new Set(['create', 'update', 'adopt', 'delete'])

/** True for a change that changes something. */
export function isAction(change: Change): boolean {
  return acting.has(change.action)
}

/** Compares what shall be with what is. Pure: nothing is asked and nothing is changed. */
export function planChanges(
  kinds: Provider['kinds'],
  desired: readonly DesiredResource[],
  state: CurrentState,
  options: PlanOptions,
): Plan {
  const byKey = new Map(state.resources.flatMap((one) => (one.key === undefined ? [] : [[one.key, one]])))
  const order = (kind: string): number => kinds.indexOf(kind)
  const wanted = planWanted(
    [...desired].sort((a, b) => order(a.kind) - order(b.kind)),
    byKey,
    options,
  )
  // What goes with its parent is forgotten only when that is gone, or a break in between would make it a stranger's.
  const rest = planRest(desired, state.resources).sort(
    (a, b) =>
      Number(a.reason !== undefined) - Number(b.reason !== undefined) || order(b.kind) - order(a.kind),
  )
  const changes = [...wanted, ...rest]
  const conflicts = changes.flatMap(({ action, reason }) =>
    action === 'conflict' && reason !== undefined ? [reason] : [],
  )
  return { changes, problems: [...state.problems, ...conflicts] }
}

function planWanted(
  desired: readonly DesiredResource[],
  byKey: ReadonlyMap<string, CurrentResource>,
  options: PlanOptions,
): Change[] {
  const blocked = new Set<string>()
  return desired.flatMap((resource) => {
    if (resource.parent !== undefined && blocked.has(resource.parent)) {
      blocked.add(resource.key)
      return []
    }
    const change = planOne(resource, byKey.get(resource.key), options)
    if (change.action === 'conflict') blocked.add(resource.key)
    return [change]
  })
}

function planOne(
  desired: DesiredResource,
  current: CurrentResource | undefined,
  { adopt }: PlanOptions,
): Change {
  const { kind, name, key } = desired
  const change = { kind, name, key, desired, current, reason: undefined }
  if (current === undefined) return { ...change, action: 'create', fields: compareFields(desired.fields, {}) }
  const fields = compareFields(desired.fields, current.fields)
  if (current.ownership === 'ours')
    return { ...change, action: fields.length === 0 ? 'unchanged' : 'update', fields }
  if (desired.whenForeign === 'use')
    return { ...change, action: 'use', fields: [], reason: 'exists already and is not ours' }
  if (adopt) return { ...change, action: 'adopt', fields }
  const reason = `There is a ${kind} "${name}" already that was not made from this file. Rename yours, or make it yours with --adopt.`
  return { ...change, action: 'conflict', fields: [], reason }
}

/** What is there and not wanted: ours goes, unless it holds something foreign; strangers' stays. */
function planRest(desired: readonly DesiredResource[], current: readonly CurrentResource[]): Change[] {
  const wanted = new Set(desired.map(({ key }) => key))
  const unwanted = current.filter(({ key }) => key === undefined || !wanted.has(key))
  const held = holdersOf(current)
  const going = new Set(
    unwanted
      .filter((one) => one.ownership === 'ours' && !held.has(one.address))
      .map(({ address }) => address),
  )
  return unwanted.map((one) => {
    const change = {
      kind: one.kind,
      name: one.name,
      key: one.key,
      fields: [],
      desired: undefined,
      current: one,
    }
    if (one.ownership === 'foreign') return { ...change, action: 'foreign', reason: 'not ours, left alone' }
    if (held.has(one.address))
      return {
        ...change,
        action: 'keep',
        reason: `stays, because it holds something that is not ours: ${held.get(one.address)?.join(', ')}`,
      }
    const within = one.parent !== undefined && going.has(one.parent)
    return { ...change, action: 'delete', reason: within ? 'goes with what it is in' : undefined }
  })
}

/** Addresses that have something foreign in them, at any depth, with the names of it. */
function holdersOf(current: readonly CurrentResource[]): ReadonlyMap<string, readonly string[]> {
  const byAddress = new Map(current.map((one) => [one.address, one]))
  const holders = new Map<string, string[]>()
  for (const one of current) {
    if (one.ownership === 'ours') continue
    for (let at = one.parent; at !== undefined; at = byAddress.get(at)?.parent)
      holders.set(at, [...(holders.get(at) ?? []), `${one.kind} "${one.name}"`])
  }
  return holders
}

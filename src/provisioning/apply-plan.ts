import type { Journal } from './journal.ts'
import { isAction, type Change, type Plan } from './plan-changes.ts'
import type { Places, Provider } from './provider.ts'

/** What an apply needs. */
export interface ApplyInput {
  readonly plan: Plan
  readonly provider: Provider
  readonly journal: Journal
  /** Told before each step. */
  readonly onStep: (step: ApplyStep) => void
  /** Takes a secret that the provider made, and keeps it where only its owner reads it. */
  readonly deliverSecret: (key: string, name: string, secret: string) => Promise<void>
  /** True when a secret lies where it should already. */
  readonly hasSecret: (key: string) => Promise<boolean>
  /** Removes a secret that opens nothing any more, so that nobody takes it for a new one. */
  readonly dropSecret: (key: string) => Promise<void>
}

/** One step of an apply. */
export interface ApplyStep {
  readonly number: number
  readonly of: number
  readonly change: Change
}

/** What an apply did. */
export interface ApplyOutcome {
  readonly done: readonly Change[]
  /** Addresses of all that is as declared now, by key. */
  readonly addresses: ReadonlyMap<string, string>
  /** Names of what others refer to each by. */
  readonly references: ReadonlyMap<string, string>
  /** Keys whose secret was handed on. */
  readonly delivered: readonly string[]
}

/** A plan with problems is not applied. */
export class ApplyRefused extends Error {
  override readonly name = 'ApplyRefused'
}

/** An apply that broke off; what was done stays, and the next apply goes on from there. */
export class ApplyInterrupted extends Error {
  override readonly name = 'ApplyInterrupted'

  constructor(step: ApplyStep, cause: unknown) {
    const { action, kind, name } = step.change
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      `Stopped at step ${step.number} of ${step.of} (${action} ${kind} "${name}"): ${reason}\n` +
        'What was done before stays. Run the same command again to go on.',
      { cause },
    )
  }
}

/**
 * Carries out a plan, one step after the other. Each step is noted before it begins and after it ends, so that a process
 * that dies between two steps, or in one, leaves nothing that the next apply would make twice.
 */
export async function applyPlan(input: ApplyInput): Promise<ApplyOutcome> {
  const { plan, journal } = input
  if (plan.problems.length > 0) throw new ApplyRefused(plan.problems.join('\n'))
  const known = createPlaces(plan)
  const steps = plan.changes.filter(isAction)
  const done: Change[] = []
  for (const [index, change] of steps.entries()) {
    const step = { number: index + 1, of: steps.length, change }
    input.onStep(step)
    await journal.begin({
      step: step.number,
      of: step.of,
      action: change.action,
      key: change.key ?? change.name,
    })
    try {
      await carryOut(input, change, known)
    } catch (error) {
      throw new ApplyInterrupted(step, error)
    }
    done.push(change)
  }
  await rememberUnchanged(plan, journal)
  const delivered = await deliverSecrets(input, known)
  await journal.finish()
  return { done, addresses: known.addresses, references: known.references, delivered }
}

interface KnownPlaces extends Places {
  readonly addresses: Map<string, string>
  readonly references: Map<string, string>
}

function createPlaces(plan: Plan): KnownPlaces {
  const present = plan.changes.filter(({ action }) => action !== 'delete' && action !== 'keep')
  const entriesOf = (field: 'address' | 'reference'): (readonly [string, string])[] =>
    present.flatMap(({ key, current }) =>
      key === undefined || current === undefined ? [] : [[key, current[field]] as const],
    )
  const addresses = new Map(entriesOf('address'))
  const references = new Map(entriesOf('reference'))
  const find = (places: ReadonlyMap<string, string>, key: string): string => {
    const place = places.get(key)
    if (place === undefined) throw new Error(`"${key}" is needed before it was made.`)
    return place
  }
  return {
    addresses,
    references,
    addressOf: (key) => find(addresses, key),
    referenceOf: (key) => find(references, key),
  }
}

async function carryOut(input: ApplyInput, change: Change, known: KnownPlaces): Promise<void> {
  const { provider, journal } = input
  const { action, desired, current, key, reason } = change
  if (action === 'delete' && current !== undefined) {
    // What goes with the thing it is in needs no step of its own at the provider.
    if (reason === undefined) await provider.remove(current)
    if (key !== undefined) {
      await input.dropSecret(key)
      await journal.forget(key)
    }
    return
  }
  if (desired === undefined) return
  if (current === undefined) {
    if (desired.hasSecret) await input.dropSecret(desired.key)
    const { address, reference } = await provider.create(desired, known)
    known.addresses.set(desired.key, address)
    known.references.set(desired.key, reference)
    return journal.remember(desired.key, address)
  }
  if (change.fields.length > 0) await provider.update(desired, current, known)
  await journal.remember(desired.key, current.address)
}

async function rememberUnchanged(plan: Plan, journal: Journal): Promise<void> {
  for (const { action, key, current } of plan.changes) {
    if (action !== 'unchanged' || key === undefined || current === undefined) continue
    if (journal.known.get(key) !== current.address) await journal.remember(key, current.address)
  }
}

/** Secrets that are not yet where they belong, also those of an earlier apply that broke off before. */
async function deliverSecrets(input: ApplyInput, known: KnownPlaces): Promise<readonly string[]> {
  const { plan, provider, journal } = input
  const delivered: string[] = []
  for (const { desired } of plan.changes) {
    if (desired?.hasSecret !== true) continue
    if (journal.isDelivered(desired.key) || (await input.hasSecret(desired.key))) continue
    const secret = await provider.readSecret(known.addressOf(desired.key))
    await input.deliverSecret(desired.key, desired.name, secret)
    await journal.deliver(desired.key)
    delivered.push(desired.key)
  }
  return delivered
}

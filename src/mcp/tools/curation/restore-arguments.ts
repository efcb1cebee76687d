import { ok, refuse, type Result } from '../../../foundation/result.ts'
import type { ToolArguments } from '../plan.ts'

/** How the arguments a model gives become those of the operation. */
export interface CuratedArguments {
  /** The operation's name by the model's, where they differ. */
  readonly renamed: ReadonlyMap<string, string>
  /** Sent with every call. */
  readonly fixed: Readonly<Record<string, unknown>>
  /** Sent when the model gives none, by the operation's name. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** Names of the operation that the model must not use: hidden, fixed, or known to it by another name. */
  readonly withheld: ReadonlySet<string>
}

/** Turns the arguments of a call into those of the operation, or says which of them the model may not give. */
export function restoreArguments(
  curated: CuratedArguments,
  args: ToolArguments,
): Result<ToolArguments, string> {
  // Without a prototype, an argument named __proto__ is a key like any other.
  const restored = Object.create(null) as Record<string, unknown>
  Object.assign(restored, curated.defaults)
  for (const name of Object.keys(args)) {
    const original = curated.renamed.get(name)
    // Where other arguments are allowed too, the schema lets a withheld name pass.
    if (original === undefined && curated.withheld.has(name)) return refuse(`/${name} is not known here`)
    restored[original ?? name] = args[name]
  }
  return ok(Object.assign(restored, curated.fixed))
}

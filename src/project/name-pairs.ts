import type { Place } from './project.ts'

/**
 * What the project format calls by two names: its own and ours. A project chooses one of each pair; behind this folder
 * nothing knows that there are two.
 */
export const namePairs = {
  routeExtension: ['x-zuplo-route', 'x-sallyport-route'],
  pathExtension: ['x-zuplo-path', 'x-sallyport-path'],
  settingsFile: ['zuplo.jsonc', 'sallyport.jsonc'],
  runtimeModule: ['./modules/zuplo.runtime', './modules/sallyport.runtime'],
} as const

/** The thing that has two names. */
export type NamePair = keyof typeof namePairs

/** The name of a pair that is used at a place, and where the other one was used before. */
export interface PairConflict {
  readonly name: string
  readonly otherName: string
  readonly place: Place
  readonly otherPlace: Place
}

/** Remembers which name of each pair a project uses. */
export interface PairWatch {
  /** Notes the use of a name; tells of a conflict once per pair. */
  use(pair: NamePair, name: string, place: Place): void
}

/** Watches for projects that use both names of a pair. */
export function createPairWatch(onConflict: (conflict: PairConflict) => void): PairWatch {
  const first = new Map<NamePair, { readonly name: string; readonly place: Place }>()
  const told = new Set<NamePair>()
  return {
    use(pair, name, place) {
      const known = first.get(pair)
      if (known === undefined) first.set(pair, { name, place })
      else if (known.name !== name && !told.has(pair)) {
        told.add(pair)
        onConflict({ name, otherName: known.name, place, otherPlace: known.place })
      }
    },
  }
}

/** Finds which name of a pair an object uses, both when it uses both. */
export function namesOfPairIn(pair: NamePair, value: Readonly<Record<string, unknown>>): string[] {
  return namePairs[pair].filter((name) => Object.hasOwn(value, name))
}

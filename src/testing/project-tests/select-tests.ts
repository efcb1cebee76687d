import type { CollectedSuite, CollectedTest } from './collect-tests.ts'

/** The tests of a run without those that `only` or the filter leave out; groups that become empty go too. */
export function selectTests(
  suites: readonly CollectedSuite[],
  matches: (fullName: string) => boolean,
): readonly CollectedSuite[] {
  const onlySome = suites.some(marksOnly)
  return suites.flatMap((suite) => {
    const kept = prune(suite, [], { matches, onlySome })
    return kept === undefined ? [] : [kept]
  })
}

interface Choice {
  readonly matches: (fullName: string) => boolean
  readonly onlySome: boolean
}

function marksOnly(suite: CollectedSuite): boolean {
  return suite.entries.some((entry) => entry.mode === 'only' || (entry.kind === 'suite' && marksOnly(entry)))
}

function prune(suite: CollectedSuite, above: readonly string[], choice: Choice): CollectedSuite | undefined {
  const entries = suite.entries.flatMap((entry): (CollectedTest | CollectedSuite)[] => {
    const names = [...above, entry.name]
    // Within what is marked so, everything runs, unless something in it is marked again.
    const inner = entry.mode === 'only' && !(entry.kind === 'suite' && marksOnly(entry))
    const onlySome = choice.onlySome && !inner
    if (entry.kind === 'suite') {
      const kept = prune(entry, names, { ...choice, onlySome })
      return kept === undefined ? [] : [kept]
    }
    return !onlySome && choice.matches(names.join(' ')) ? [entry] : []
  })
  return entries.length === 0 ? undefined : { ...suite, entries }
}

/** How a filter finds tests: text within the full name, or a regular expression written `/…/flags`. */
export function parseFilter(filter: string | undefined): (fullName: string) => boolean {
  if (filter === undefined) return () => true
  const [, source, flags] = /^\/(.+)\/([imsuv]*)$/s.exec(filter) ?? []
  if (source === undefined) return (name) => name.includes(filter)
  const pattern = new RegExp(source, flags)
  return (name) => pattern.test(name)
}

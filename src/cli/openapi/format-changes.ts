import { count } from '../format-tools.ts'
import type { ActionReport } from './apply-overlay.ts'
import type { SourceReport } from './merge-files.ts'

/** What a merge did, as a person reads it. */
export function formatMerge(
  reports: readonly SourceReport[],
  destination: string,
  isDryRun: boolean,
): readonly string[] {
  const lines = reports.flatMap(({ source, added, changed, moved, parts }) => {
    const changes = [
      ...added.map((name) => `  + ${name}`),
      ...moved.map(({ from, to }) => `  > ${from} is now ${to}`),
      ...changed.map((name) => `  ~ ${name}`),
      ...parts.added.map((name) => `  + ${name}`),
      ...parts.changed.map((name) => `  ~ ${name}`),
    ]
    return [
      `${source}: ${changes.length === 0 ? 'nothing new' : count(changes.length, 'change')}`,
      ...changes,
    ]
  })
  const kept = reports.at(-1)?.kept ?? []
  const only = kept.length === 0 ? [] : [`${count(kept.length, 'operation')} of ${destination} alone stayed.`]
  return [...lines, ...only, isDryRun ? 'Nothing was written.' : `Written: ${destination}`]
}

/** What an overlay did, as a person reads it. */
export function formatOverlay(
  actions: readonly ActionReport[],
  output: string | undefined,
): readonly string[] {
  const done = actions.filter(({ nodes }) => nodes > 0)
  return [
    ...done.map(({ action, target, nodes }) => `${action} ${target}: ${count(nodes, 'node')}`),
    ...(output === undefined ? [] : [`Written: ${output}`]),
  ]
}

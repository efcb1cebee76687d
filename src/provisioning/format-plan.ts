import type { FieldChange } from './compare-fields.ts'
import { isAction, type Change, type Plan } from './plan-changes.ts'
import type { FieldValue } from './resource.ts'

/** How a line of a plan may be coloured. */
export type Paint = (action: Change['action'], text: string) => string

const signs: Readonly<Record<Change['action'], string>> = {
  create: '+',
  update: '~',
  adopt: '>',
  delete: '-',
  unchanged: ' ',
  use: ' ',
  foreign: ' ',
  keep: '!',
  conflict: '!',
}

/** A plan as a person reads it: what changes, field by field, and a count at the end. */
export function formatPlan(plan: Plan, paint: Paint = (_action, text) => text): string {
  const shown = plan.changes.filter(({ action }) => action !== 'unchanged')
  const lines = shown.flatMap((change) => [
    paint(change.action, headline(change)),
    ...change.fields
      .filter((field) => change.action !== 'create' || isSaid(field.after))
      .map((field) => `      ${formatField(change, field)}`),
  ])
  return [...lines, ...(lines.length === 0 ? [] : ['']), summarize(plan)].join('\n')
}

function headline({ action, kind, name, reason }: Change): string {
  const why = reason === undefined ? '' : `  (${reason})`
  return `  ${signs[action]} ${action} ${kind} "${name}"${why}`
}

function formatField({ action }: Change, { field, before, after }: FieldChange): string {
  if (action === 'create') return `${field}: ${formatValue(after)}`
  return `${field}: ${formatValue(before)} -> ${formatValue(after)}`
}

/** False for what a new resource simply does not have. */
function isSaid(value: FieldValue): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0)
}

function formatValue(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return 'nothing'
  return Array.isArray(value) ? `[${value.map(formatValue).join(', ')}]` : JSON.stringify(value)
}

/** What a plan comes to, in one line. */
export function summarize(plan: Plan): string {
  const counts = (['create', 'update', 'adopt', 'delete'] as const).flatMap((action) => {
    const count = plan.changes.filter((change) => change.action === action).length
    return count === 0 ? [] : [`${count} to ${action}`]
  })
  const unchanged = plan.changes.filter(({ action }) => action === 'unchanged').length
  if (counts.length === 0)
    return plan.problems.length === 0 ? `No changes: ${unchanged} as declared.` : 'No changes can be made.'
  return `Plan: ${[...counts, `${unchanged} unchanged`].join(', ')}.`
}

/** A plan as programs read it. */
export function planToJson(plan: Plan): object {
  return {
    changed: plan.changes.some(isAction),
    problems: plan.problems,
    changes: plan.changes.map(({ action, kind, name, key, fields, reason }) => ({
      action,
      kind,
      name,
      key: key ?? null,
      fields: fields.map(({ field, before, after }) => ({ field, before: before ?? null, after })),
      reason: reason ?? null,
    })),
  }
}

import type { Plan } from '../../plan-changes.ts'
import { failed, noted, passed, type Finding } from './finding.ts'

/** Whether the organization is as declared, and whether strangers' policies may decide before ours. */
export function checkDeclared(plan: Plan, changed: number): readonly Finding[] {
  const check = 'as declared'
  const strangers = plan.changes.filter(
    ({ action, kind }) => action === 'foreign' && (kind === 'access policy' || kind === 'rule'),
  )
  const drift =
    plan.problems.length > 0
      ? failed(check, plan.problems.join(' '))
      : changed > 0
        ? failed(check, `${changed} things are not as the file says.`, 'See them with: sallyport okta plan')
        : passed(check, 'Everything is as the file says.')
  if (strangers.length === 0) return [drift]
  const names = strangers.map(({ kind, name }) => `${kind} "${name}"`).join(', ')
  const hint = 'Okta takes the first one that fits; one with a lower priority number decides before ours.'
  return [drift, noted('policies of others', `Inside of ours stand ${names}.`, hint)]
}

import type { CallExplanation } from '../gateway/explain-call.ts'
import type { ExplainedRule } from '../gateway/handler-access.ts'

/** A decision and its rules, as people read them: the decision first, then what made it in the order it is asked. */
export function formatExplanation(explained: CallExplanation): string {
  const { kind, name, server, allowed, listed, rules, firstGate, secondGate, route } = explained
  return [
    `${allowed ? 'allowed' : 'refused'}: ${kind} ${name} of ${server}`,
    `${listed ? 'listed' : 'not listed'} for this caller`,
    ...section('first gate', [...firstGate, ...rules]),
    ...section(`second gate, ${route.method} ${route.path}`, secondGate),
  ].join('\n')
}

function section(title: string, rules: readonly ExplainedRule[]): readonly string[] {
  const lines = rules.length === 0 ? ['  no rule'] : rules.flatMap(formatRule)
  return ['', title, ...lines]
}

function formatRule({ rule, name, holds, because }: ExplainedRule): readonly string[] {
  const label = name === undefined ? rule : `${rule} ${name}`
  return [`  ${holds ? 'yes' : 'no '}  ${label}`, ...because.map((line) => `         ${line}`)]
}

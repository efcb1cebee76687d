import type { Readable, Writable } from 'node:stream'
import { count } from '../format-tools.ts'
import { isReadOnly, nameOf } from './list-operations.ts'
import { tokensOf, type PricedOperation } from './preview-tools.ts'

/** The terminal a person sits at. */
export interface Terminal {
  readonly input: Readable
  readonly output: Writable
}

/** Said when a person leaves the picker; nothing was written then. */
export class PickCancelled extends Error {
  override readonly name = 'PickCancelled'
}

type Way = 'read-only' | 'all' | 'tags' | 'each'

/** Lets a person choose which operations become tools, with what each choice costs a model. */
export async function pickOperations(
  operations: readonly PricedOperation[],
  terminal: Terminal,
): Promise<readonly PricedOperation[]> {
  // Most commands ask nothing, so the library is loaded only here.
  const prompts = await import('@clack/prompts')
  const answer = <T>(given: T): Exclude<T, symbol> => {
    if (typeof given === 'symbol') throw new PickCancelled('Nothing was written.')
    return given as Exclude<T, symbol>
  }
  const readOnly = operations.filter(isReadOnly)
  const tags = [...new Set(operations.flatMap((operation) => operation.tags))]
  const way = answer(
    await prompts.select<Way>({
      ...terminal,
      message: 'Which operations become tools?',
      options: [
        ...(readOnly.length === 0 || readOnly.length === operations.length
          ? []
          : [{ value: 'read-only' as const, label: 'Those that change nothing', hint: priceOf(readOnly) }]),
        { value: 'all' as const, label: 'All', hint: priceOf(operations) },
        ...(tags.length < 2
          ? []
          : [{ value: 'tags' as const, label: 'By tag', hint: count(tags.length, 'tag') }]),
        { value: 'each' as const, label: 'One by one' },
      ],
    }),
  )
  if (way === 'all') return operations
  if (way === 'read-only') return readOnly
  if (way === 'tags') {
    const wanted = answer(
      await prompts.multiselect({
        ...terminal,
        message: 'Which tags?',
        options: tags.map((tag) => ({ value: tag, label: tag, hint: priceOf(ofTag(operations, tag)) })),
      }),
    )
    return operations.filter((operation) => operation.tags.some((tag) => wanted.includes(tag)))
  }
  return answer(
    await prompts.autocompleteMultiselect({
      ...terminal,
      message: 'Which operations? Type to search.',
      required: true,
      maxItems: 12,
      options: operations.map((operation) => ({
        value: operation,
        label: labelOf(operation),
        hint: `${operation.tokens} tokens`,
      })),
    }),
  )
}

function ofTag(operations: readonly PricedOperation[], tag: string): readonly PricedOperation[] {
  return operations.filter((operation) => operation.tags.includes(tag))
}

function labelOf(operation: PricedOperation): string {
  const { method, path, operationId, summary } = operation
  const route = operationId === undefined ? '' : ` (${method} ${path})`
  return `${nameOf(operation)}${route}${summary === '' ? '' : `: ${shorten(summary)}`}`
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0] ?? ''
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

/** `12 operations, 3456 tokens`. */
export function priceOf(operations: readonly PricedOperation[]): string {
  return `${count(operations.length, 'operation')}, ${tokensOf(operations)} tokens`
}

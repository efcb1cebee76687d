import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import type { RequirementId } from '../conformance/requirements.ts'
import type { PromiseId } from './format-promises.ts'
import type { TrapId } from './format-traps.ts'

/** A duty of a specification, a trap of the project format, or what the format promises. */
export type DutyId = RequirementId | TrapId | PromiseId

/** A test that shows a duty, named after it. */
export function shows(id: DutyId, what: string, body: () => void | Promise<void>): void {
  test(`${id}: ${what}`, body)
}

/** A duty as a test cites it. */
export interface Citation {
  readonly id: string
  /** Test file below `test/`. */
  readonly file: string
}

const root = join(import.meta.dirname, '..')

/** Duties that tests cite by `shows`, wherever they stand. */
export function readCitations(): readonly Citation[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.test.ts'),
  )
  return files.flatMap((file) => citedIds(readFileSync(join(root, file), 'utf8')).map((id) => ({ id, file })))
}

/** The ids that a text cites, however its lines are broken. */
export function citedIds(text: string): string[] {
  return [...text.matchAll(/\bshows\(\s*'(\w+)'/g)].map((match) => match[1] ?? '')
}

import { test } from 'vitest'
import { attacks, type AttackId } from '../security/attacks.ts'

/** A test that shows how one attack is refused, named after it. */
export function attack(id: AttackId, body: () => void | Promise<void>): void {
  test(`attack ${id}: ${attacks[id]}`, body)
}

import { expect, test } from 'vitest'
import { confirm, NobodyToAsk } from '../../../src/cli/confirm.ts'

test('without a terminal nothing is decided', async () => {
  expect(process.stdin.isTTY === true && process.stderr.isTTY === true).toBe(false)
  await expect(confirm('Delete all?')).rejects.toThrow(NobodyToAsk)
  await expect(confirm('Delete all?')).rejects.toThrow('--yes')
})

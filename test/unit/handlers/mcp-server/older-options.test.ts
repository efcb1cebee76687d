import { expect, test } from 'vitest'
import type { OptionsProblem } from '../../../../src/gateway/setup.ts'
import { judgeOlderOptions, listsByOlderOptions } from '../../../../src/handlers/mcp-server/older-options.ts'
import { options } from '../../../../src/handlers/mcp-server/options.ts'
import { createWorld, routeAt } from '../../../support/policy-setup.ts'

function judge(given: Record<string, unknown>): readonly OptionsProblem[] {
  const problems: OptionsProblem[] = []
  const { setup } = createWorld()
  judgeOlderOptions(options.parse(given), {
    ...setup,
    protectedResources: [],
    inboundOf: () => [],
    route: routeAt('/mcp'),
    report: (problem) => problems.push(problem),
  })
  return problems
}

test('newer options are not spoken of', () => {
  expect(judge({ operations: [{ file: 'a', id: 'b' }] })).toEqual([])
  expect(listsByOlderOptions(options.parse({}))).toBe(false)
})

test('older options are one hint, however many there are', () => {
  const given = { openApiFilePaths: [{ filePath: 'a' }], prompts: [{ path: 'a', operationIds: ['b'] }] }
  expect(judge(given)).toMatchObject([
    {
      severity: 'warning',
      path: ['openApiFilePaths'],
      message: '"openApiFilePaths" and "prompts": an older form, which still works.',
    },
  ])
  expect(listsByOlderOptions(options.parse(given))).toBe(true)
})

test.each(['customTools', 'openApiSpec'])('%s is refused with the way to change it', (name) => {
  expect(judge({ [name]: './modules/tools' })).toMatchObject([
    { severity: 'error', path: [name], hint: expect.stringContaining('"operations"') as string },
  ])
})

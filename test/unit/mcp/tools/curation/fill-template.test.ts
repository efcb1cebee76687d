import { expect, test } from 'vitest'
import { fillTemplate, findTemplateProblem } from '../../../../../src/mcp/tools/curation/fill-template.ts'
import { toolSource } from '../../../../support/mcp-world.ts'

const source = toolSource({
  operationId: 'repos/list',
  method: 'GET',
  path: '/repos/{owner}',
  operation: { tags: ['repos'], summary: 'List repositories' },
})

test.each([
  ['gh_{operationId}', 'gh_repos/list'],
  ['{method} {path}', 'get /repos/{owner}'],
  ['{tag}: {summary}', 'repos: List repositories'],
  ['{description} Use it with care.', 'List repositories Use it with care.'],
  ['plain', 'plain'],
])('%s', (text, filled) => {
  expect(fillTemplate(text, source)).toBe(filled)
})

test('an operation without an id is named as its tool is', () => {
  expect(fillTemplate('x_{operationId}', { ...source, operationId: undefined })).toBe('x_GET_repos_owner')
})

test('a placeholder that stands for nothing is named, with those there are', () => {
  expect(findTemplateProblem('gh_{operationID}')).toMatch(
    /^"\{operationID\}" stands for nothing here; .*\{operationId\}/,
  )
  expect(findTemplateProblem('gh_{operationId}')).toBeUndefined()
})

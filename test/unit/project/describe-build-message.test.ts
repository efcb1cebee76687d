import { describe, expect, test } from 'vitest'
import { describeBuildMessage } from '../../../src/project/describe-build-message.ts'
import { gatewayNamespace } from '../../../src/project/gateway-module-source.ts'

const names = ['ZuploRequest', 'HttpProblems', 'environment']

function say(text: string, lineText = '', column = 0, severity: 'error' | 'warning' = 'error') {
  const location = { file: 'modules/a.ts', line: 3, column, lineText }
  return describeBuildMessage({ text, location }, severity, names)
}

test('columns of bytes become columns of characters, from 1', () => {
  expect(say('Expected ";"', 'é = "𝒳" +', 10)).toMatchObject({ file: 'modules/a.ts', line: 3, column: 8 })
  expect(say('Expected ";"', 'abc', 2)).toMatchObject({ column: 3, message: 'Expected ";".' })
})

test('a message without a place has none', () => {
  const diagnostic = describeBuildMessage({ text: 'Broken', location: null }, 'warning', names)
  expect(diagnostic).toMatchObject({
    severity: 'warning',
    code: 'SALLYPORT_MODULE_SYNTAX',
    message: 'Broken.',
  })
  expect(diagnostic).not.toHaveProperty('file')
})

describe('imports from the gateway', () => {
  test.each([
    `No matching export in "${gatewayNamespace}:exports" for import "HttpProblem"`,
    `Import "HttpProblem" will always be undefined because there is no matching export in "${gatewayNamespace}:exports"`,
  ])('%s', (text) => {
    expect(say(text, '', 0, 'warning')).toMatchObject({
      severity: 'error',
      code: 'SALLYPORT_MODULE_UNKNOWN_IMPORT',
      message: 'The gateway exports nothing named "HttpProblem".',
      hint: 'Did you mean "HttpProblems"?',
    })
  })

  test.each([
    ['McpCustomToolsSDK', 'Make each tool a POST route'],
    ['AuditLogDataStaxProvider', 'Give AuditLogPlugin an object'],
    ['defaultGenerateHydrolixEntry', 'Send requests from a final hook'],
  ])('what is done another way here is told how: %s', (name, instead) => {
    const { message, hint } = say(`No matching export in "${gatewayNamespace}:exports" for import "${name}"`)
    expect(message).toBe(`"${name}" is not served by this gateway.`)
    expect(hint).toContain(instead)
  })

  test('nothing near lists everything', () => {
    const { hint } = say(`No matching export in "${gatewayNamespace}:exports" for import "Zebra"`)
    expect(hint).toBe('It has: ZuploRequest, HttpProblems, environment.')
  })

  test('exports of other files are left to the words of the bundler', () => {
    const text = 'No matching export in "modules/b.ts" for import "c"'
    expect(say(text)).toMatchObject({ code: 'SALLYPORT_MODULE_SYNTAX', message: `${text}.` })
  })
})

test.each([
  ['./nope', 'counts from the folder'],
  ['lodash', 'npm install lodash'],
  ['lodash/get', 'npm install lodash'],
  ['@scope/a/b', 'npm install @scope/a'],
  ['@zuplo/otel', 'brings no such package'],
])('what is to be done about "%s"', (specifier, hint) => {
  const diagnostic = say(`Could not resolve "${specifier}"`)
  expect(diagnostic).toMatchObject({
    code: 'SALLYPORT_MODULE_NOT_FOUND',
    message: `"${specifier}" cannot be found.`,
  })
  expect(diagnostic.hint).toContain(hint)
})

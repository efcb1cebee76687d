import { expect, test } from 'vitest'
import { expandVariables } from '../../../src/project/expand-variables.ts'

const known = { SALLYPORT_PUBLIC_URL: 'http://127.0.0.1:9000' }

test('known variables are set and put where values name them', () => {
  const environment = {
    AUDIENCE: '$SALLYPORT_PUBLIC_URL/mcp',
    BRACED: '${SALLYPORT_PUBLIC_URL}mcp',
    LONGER: '$SALLYPORT_PUBLIC_URLS',
    OTHER: '$HOME and $$',
    UNSET: undefined,
  }
  expect(expandVariables(environment, known)).toEqual({
    SALLYPORT_PUBLIC_URL: 'http://127.0.0.1:9000',
    AUDIENCE: 'http://127.0.0.1:9000/mcp',
    BRACED: 'http://127.0.0.1:9000mcp',
    LONGER: '$SALLYPORT_PUBLIC_URLS',
    OTHER: '$HOME and $$',
    UNSET: undefined,
  })
})

test('what the gateway knows wins over what was set, and is not expanded by itself', () => {
  expect(expandVariables({ A: 'old' }, { A: 'a$B' })).toEqual({ A: 'a$B' })
  expect(expandVariables({ X: '$A' }, {})).toEqual({ X: '$A' })
})

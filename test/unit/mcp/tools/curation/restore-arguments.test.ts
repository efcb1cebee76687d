import { expect, test } from 'vitest'
import {
  restoreArguments,
  type CuratedArguments,
} from '../../../../../src/mcp/tools/curation/restore-arguments.ts'

const curated: CuratedArguments = {
  renamed: new Map([['count', 'per_page']]),
  fixed: { owner: 'acme' },
  defaults: { sort: 'name' },
  withheld: new Set(['per_page', 'owner', 'debug']),
}

test('names go back, fixed values and defaults are added', () => {
  const restored = restoreArguments(curated, { count: 5, q: 'x' })
  expect(restored.ok && { ...restored.value }).toEqual({ sort: 'name', per_page: 5, q: 'x', owner: 'acme' })
})

test('a value that the model gives wins over a default, never over a fixed one', () => {
  const restored = restoreArguments(curated, { sort: 'age' })
  expect(restored.ok && { ...restored.value }).toEqual({ sort: 'age', owner: 'acme' })
})

test.each(['per_page', 'owner', 'debug'])(
  'the model cannot give %s, even where other arguments are allowed',
  (name) => {
    expect(restoreArguments(curated, { [name]: 1 })).toEqual({
      ok: false,
      error: `/${name} is not known here`,
    })
  },
)

test('an argument named __proto__ reaches no prototype', () => {
  const restored = restoreArguments(
    curated,
    JSON.parse('{"__proto__": {"owner": "x"}}') as Record<string, unknown>,
  )
  expect(restored.ok && Object.keys(restored.value)).toEqual(['sort', '__proto__', 'owner'])
})

import { expect, test } from 'vitest'
import { curate, namesOf } from '../../../support/curated-project.ts'

const query = (name: string) => ({ name, in: 'query', schema: { type: 'integer' } })
const paths = {
  '/books': { get: { operationId: 'listBooks', parameters: [query('per_page'), query('page')] } },
  '/films': { get: { operationId: 'listFilms', parameters: [query('page')] } },
}

test('a parameter that some operations of a rule have is no mistake', async () => {
  const rules = [{ mcp: { parameters: { per_page: { fix: 50 } } } }]
  const { diagnostics, description } = await curate(paths, { rules })
  expect(diagnostics).toEqual([])
  expect(description?.tools[0]?.tool.curated?.fixed).toEqual({ per_page: 50 })
})

test('a parameter that none has is an error at the rule, with the nearest name', async () => {
  const rules = [{ match: { operationId: 'list*' }, mcp: { parameters: { perPage: { fix: 50 } } } }]
  const { diagnostics } = await curate(paths, { rules })
  expect(diagnostics).toMatchObject([
    {
      severity: 'error',
      code: 'SALLYPORT_MCP_UNKNOWN_PARAMETER',
      file: 'config/tools.jsonc',
      message: 'No tool of this rule has a parameter "perPage".',
    },
  ])
  expect(diagnostics[0]?.line).toBeGreaterThan(1)
})

test('it is a warning where operations of the rule are not tools of this server', async () => {
  const rules = [
    { mcp: { parameters: { per_page: { fix: 50 } } } },
    { match: { operationId: 'listBooks' }, mcp: { enabled: false } },
  ]
  const found = await curate(paths, { rules })
  expect(namesOf(found)).toEqual(['listFilms'])
  expect(found.diagnostics).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_UNKNOWN_PARAMETER' }])
})

test('a mistake in a rule is said once, at the rule, however many operations it speaks of', async () => {
  const rules = [{ mcp: { enable: false, response: { select: 'a[' } } }]
  const { diagnostics } = await curate(paths, { rules })
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
    ['SALLYPORT_CONFIG_UNKNOWN_KEY', 'config/tools.jsonc'],
    ['SALLYPORT_CONFIG_INVALID_VALUE', 'config/tools.jsonc'],
  ])
})

test('what is wrong with a value stands at the rule that says it', async () => {
  const rules = [{ match: { operationId: 'listBooks' }, mcp: { parameters: { page: { fix: 'one' } } } }]
  expect((await curate(paths, { rules })).diagnostics).toMatchObject([
    { code: 'SALLYPORT_MCP_INVALID_PARAMETER', file: 'config/tools.jsonc' },
  ])
})

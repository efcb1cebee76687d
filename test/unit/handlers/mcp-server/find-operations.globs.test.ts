import { expect, test } from 'vitest'
import { FindOperations, spellFile } from '../../../../src/handlers/mcp-server/find-operations.ts'
import type { HandlerSetup } from '../../../../src/gateway/handler.ts'
import type { OptionsProblem } from '../../../../src/gateway/setup.ts'
import { fixtureProject, functionRoute } from '../../../support/gateway-fixture.ts'

const at = { file: ['operations', 0, 'file'], id: ['operations', 0, 'id'] }

function find(): { find: FindOperations; problems: OptionsProblem[] } {
  const route = (operationId: string) => ({ operationId, ...functionRoute('answer') })
  const { routes } = fixtureProject({
    paths: { '/a': { get: route('listA'), post: route('addA') }, '/b': { get: route('listB') } },
    modules: { './modules/m': {} },
  })
  const problems: OptionsProblem[] = []
  const setup = {
    routes,
    findOperation: ({ id }: { id: string }) => routes.find(({ operationId }) => operationId === id),
    report: (problem: OptionsProblem) => problems.push(problem),
  }
  return { find: new FindOperations(setup as unknown as HandlerSetup), problems }
}

const file = 'config/routes.oas.json'

test('an operation is found by its id, several by a glob', () => {
  const { find: found, problems } = find()
  expect(found.byId(file, 'listB', at)?.path).toBe('/b')
  expect(found.byGlob(file, 'list*', at).map(({ operationId }) => operationId)).toEqual(['listA', 'listB'])
  expect(problems).toEqual([])
})

test('what is not there is reported once, where it was named', () => {
  const { find: found, problems } = find()
  expect(found.byId(file, 'lstB', at)).toBeUndefined()
  expect(found.byGlob(file, 'x*', at)).toEqual([])
  expect(found.byGlob('config/no.oas.json', '*', at)).toEqual([])
  expect(problems.map(({ path }) => path.at(-1))).toEqual(['id', 'id', 'file'])
  expect(problems[0]?.hint).toBe('Did you mean "listB"?')
})

test('files have one spelling', () => {
  expect([spellFile('config/a.oas.json'), spellFile('./config/a.oas.json')]).toEqual([
    './config/a.oas.json',
    './config/a.oas.json',
  ])
})

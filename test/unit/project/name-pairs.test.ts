import { expect, test } from 'vitest'
import { createPairWatch, namesOfPairIn } from '../../../src/project/name-pairs.ts'
import type { PairConflict } from '../../../src/project/name-pairs.ts'

const at = (key: string) => ({ file: 'config/routes.oas.json', path: [key] })

test('one name of each pair is a choice, the other name of the same pair is a conflict, told once', () => {
  const conflicts: PairConflict[] = []
  const pairs = createPairWatch((conflict) => conflicts.push(conflict))
  pairs.use('routeExtension', 'x-zuplo-route', at('a'))
  pairs.use('routeExtension', 'x-zuplo-route', at('b'))
  pairs.use('settingsFile', 'sallyport.jsonc', at('c'))
  expect(conflicts).toEqual([])
  pairs.use('routeExtension', 'x-sallyport-route', at('d'))
  pairs.use('routeExtension', 'x-sallyport-route', at('e'))
  expect(conflicts).toEqual([
    { name: 'x-sallyport-route', otherName: 'x-zuplo-route', place: at('d'), otherPlace: at('a') },
  ])
})

test('an object says which names it uses itself', () => {
  expect(namesOfPairIn('pathExtension', { 'x-sallyport-path': {}, get: {} })).toEqual(['x-sallyport-path'])
  expect(namesOfPairIn('pathExtension', { 'x-sallyport-path': 1, 'x-zuplo-path': 2 })).toHaveLength(2)
  expect(
    namesOfPairIn('routeExtension', Object.create({ 'x-zuplo-route': {} }) as Record<string, unknown>),
  ).toEqual([])
})

import { describe, expect, it } from 'vitest'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import { ContextData } from '../../../src/runtime-api/context-data.ts'

const context = (): ModuleContext => ({}) as ModuleContext

describe('ContextData', () => {
  it('keeps a value for each context and key', () => {
    const [first, second] = [context(), context()]
    const user = new ContextData<string>('user')
    user.set(first, 'ada')
    expect([user.get(first), user.get(second), new ContextData('other').get(first)]).toEqual([
      'ada',
      undefined,
      undefined,
    ])
  })

  it('is the same through its static methods', () => {
    const one = context()
    ContextData.set(one, 'n', 1)
    expect(new ContextData<number>('n').get(one)).toBe(1)
    new ContextData<number>('n').set(one, 2)
    expect(ContextData.get(one, 'n')).toBe(2)
  })
})

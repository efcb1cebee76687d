import { expect, test } from 'vitest'
import { createSpanScope } from '../../../../src/runtimes/node/span-scope.ts'
import { RecordingTracer } from '../../../support/recording-tracer.ts'

test('follows work across what it waits for, and keeps works apart', async () => {
  const scope = createSpanScope()
  const tracer = new RecordingTracer()
  const work = async (name: string): Promise<boolean> => {
    const span = tracer.startRequest(name, { name, kind: 'server' })
    return scope.run(span, async () => {
      await Promise.resolve()
      return scope.current() === span
    })
  }
  expect(await Promise.all([work('a'), work('b')])).toEqual([true, true])
  expect(scope.current()).toBeUndefined()
})

import { expect, test } from 'vitest'
import {
  AwsLambdaHandlerExtensions,
  createAwsLambdaHandlerExtensions,
} from '../../../src/runtime-api/aws-lambda-handler-extensions.ts'

test('hooks go to the gateway of the project, in their order', () => {
  const hooks: unknown[] = []
  const Extensions = createAwsLambdaHandlerExtensions({ addLambdaEventHook: (hook) => void hooks.push(hook) })
  const first = () => undefined
  const second = () => undefined
  Extensions.addSendingAwsLambdaEventHook(first)
  Extensions.addSendingAwsLambdaEventHook(second)
  expect(hooks).toEqual([first, second])
  expect(() => Extensions.addSendingAwsLambdaEventHook('a' as never)).toThrow('takes a function')
})

test('outside of a gateway it says so', () => {
  for (const Extensions of [AwsLambdaHandlerExtensions, createAwsLambdaHandlerExtensions({})])
    expect(() => Extensions.addSendingAwsLambdaEventHook(() => undefined)).toThrow('inside a gateway')
})

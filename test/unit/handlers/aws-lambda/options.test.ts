import { expect, it } from 'vitest'
import { awsLambdaOptions } from '../../../../src/handlers/aws-lambda/options.ts'

const good = { accessKeyId: 'A', secretAccessKey: 's', region: 'eu-central-1', functionName: 'f' }

it('needs what is required, and has the documented defaults', () => {
  expect(awsLambdaOptions.parse(good)).toEqual({
    ...good,
    payloadFormatVersion: '2.0',
    useLambdaProxyIntegration: false,
    useAwsResourcePathStyle: false,
    returnAmazonTraceIdHeader: false,
    binaryMediaTypes: [],
  })
  for (const name of Object.keys(good))
    expect(awsLambdaOptions.safeParse({ ...good, [name]: undefined }).success).toBe(false)
})

it.each([
  { functionName: 'a b' },
  { payloadFormatVersion: '3.0' },
  { binaryMediaTypes: ['image'] },
  { endpoint: 'file:///lambda' },
])('refuses %j', (changes) => {
  expect(awsLambdaOptions.safeParse({ ...good, ...changes }).success).toBe(false)
})

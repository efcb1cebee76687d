import { describe, expect, it } from 'vitest'
import { createEventBuilder } from '../../../../src/handlers/aws-lambda/build-event.ts'
import { awsLambdaOptions } from '../../../../src/handlers/aws-lambda/options.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

const required = { accessKeyId: 'A', secretAccessKey: 's', region: 'eu-central-1', functionName: 'f' }
const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const exchange = exchangeWith({
  method: 'POST',
  path: '/books/emma',
  search: '?tag=a&tag=b&q=x%20y',
  params: { id: 'emma' },
  headers: {
    'content-type': 'application/json',
    'user-agent': 'tests',
    cookie: 'a=1; b=2',
    connection: 'keep-alive',
  },
  user: { sub: 'ada', data: { groups: ['staff'] } },
})

function build(
  options: Record<string, unknown>,
  body: Uint8Array = new TextEncoder().encode('{"é":1}'),
  routePath = '/books/{id}',
): Record<string, unknown> {
  const builder = createEventBuilder(awsLambdaOptions.parse({ ...required, ...options }))
  return builder({ exchange, routePath, body, now })
}

describe('format 2.0', () => {
  it('is that of HTTP APIs', () => {
    expect(build({})).toEqual({
      version: '2.0',
      routeKey: 'POST /books/{id}',
      rawPath: '/books/emma',
      rawQueryString: 'tag=a&tag=b&q=x%20y',
      cookies: ['a=1', 'b=2'],
      headers: { 'content-type': 'application/json', 'user-agent': 'tests', host: '127.0.0.1:9000' },
      queryStringParameters: { tag: 'a,b', q: 'x y' },
      pathParameters: { id: 'emma' },
      requestContext: {
        requestId: exchange.requestId,
        routeKey: 'POST /books/{id}',
        stage: '$default',
        domainName: '127.0.0.1',
        time: '02/Jan/2026:03:04:05 +0000',
        timeEpoch: now,
        http: {
          method: 'POST',
          path: '/books/emma',
          protocol: 'HTTP/1.1',
          sourceIp: exchange.clientAddress,
          userAgent: 'tests',
        },
        authorizer: { jwt: { claims: { groups: ['staff'] }, scopes: null } },
      },
      body: '{"é":1}',
      isBase64Encoded: false,
    })
  })

  it('has no body where there is none', () => {
    expect(build({}, new Uint8Array(0))).not.toHaveProperty('body')
  })
})

describe('format 1.0', () => {
  it('is that of REST APIs', () => {
    expect(build({ payloadFormatVersion: '1.0' })).toMatchObject({
      version: '1.0',
      resource: '/books/{id}',
      path: '/books/emma',
      httpMethod: 'POST',
      headers: { cookie: 'a=1; b=2' },
      multiValueHeaders: { cookie: ['a=1; b=2'] },
      queryStringParameters: { tag: 'b', q: 'x y' },
      multiValueQueryStringParameters: { tag: ['a', 'b'], q: ['x y'] },
      pathParameters: { id: 'emma' },
      stageVariables: null,
      requestContext: {
        identity: { sourceIp: exchange.clientAddress, userAgent: 'tests' },
        authorizer: { principalId: 'ada', claims: { groups: ['staff'] } },
      },
      body: '{"é":1}',
      isBase64Encoded: false,
    })
    expect(build({ payloadFormatVersion: '1.0' }, new Uint8Array(0))).toMatchObject({ body: null })
  })
})

describe('bodies', () => {
  const bytes = new TextEncoder().encode('plain')
  it.each([
    [['application/json'], true],
    [['application/*'], true],
    [['*/*'], true],
    [['image/*'], false],
    [[], false],
  ])('of one of %j are in base64: %s', (binaryMediaTypes, isBase64Encoded) => {
    expect(build({ binaryMediaTypes }, bytes)).toMatchObject(
      isBase64Encoded ? { body: 'cGxhaW4=', isBase64Encoded } : { body: 'plain', isBase64Encoded },
    )
  })

  it('that are no text are in base64 whatever they say, also large ones', () => {
    const large = new Uint8Array(100_000).fill(0xff)
    expect(build({}, large)).toMatchObject({
      body: Buffer.from(large).toString('base64'),
      isBase64Encoded: true,
    })
  })
})

it.each([
  ['/books/:id', '/books/{id}'],
  ['/books/:id(\\d+)', '/books/{id}'],
  ['/files/(.*)', '/files/{proxy+}'],
  ['/files/*', '/files/{proxy+}'],
  ['/books/{id}', '/books/{id}'],
])('%s is %s in the style of AWS', (routePath, resource) => {
  const style = { payloadFormatVersion: '1.0', useAwsResourcePathStyle: true }
  expect(build(style, undefined, routePath)['resource']).toBe(resource)
  expect(build({ payloadFormatVersion: '1.0' }, undefined, routePath)['resource']).toBe(routePath)
})

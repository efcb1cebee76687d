import aws4 from 'aws4'
import { describe, expect, it } from 'vitest'
import { createAwsSigner } from '../../../src/aws/sign-request.ts'

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}
const now = (): number => Date.UTC(2026, 0, 2, 3, 4, 5)

/** What an independent implementation writes for the same request. */
function expectedOf(service: string, url: string, method: string, headers: object, body?: string): string {
  const { host, pathname, search } = new URL(url)
  const signed = aws4.sign(
    {
      host,
      path: pathname + search,
      method,
      service,
      region: 'eu-central-1',
      headers: { 'X-Amz-Date': '20260102T030405Z', ...headers },
      ...(body === undefined ? {} : { body }),
      extraHeadersToIgnore: { 'content-length': true, 'content-type': true },
    } as Parameters<typeof aws4.sign>[0],
    credentials,
  )
  return String(signed.headers?.['Authorization'])
}

describe('createAwsSigner', () => {
  it.each([
    ['execute-api', 'GET', 'https://api.example.com/books', undefined],
    ['execute-api', 'GET', 'https://api.example.com/books/a%20b?z=1&a=2&a=1&q=x%2By', undefined],
    ['execute-api', 'POST', 'https://api.example.com:8443/books', '{"title":"Émile"}'],
    ['lambda', 'POST', 'https://lambda.example.com/2015-03-31/functions/f%3A1/invocations', '{}'],
  ])('signs for %s: %s %s', async (service, method, url, body) => {
    const sign = createAwsSigner(credentials, { service, region: 'eu-central-1' }, now)
    const bytes = body === undefined ? undefined : new TextEncoder().encode(body)
    const headers = await sign({
      method,
      url,
      headers: { accept: '*/*', 'x-amz-target': 'Books' },
      body: bytes,
    })
    expect(headers['authorization']).toBe(expectedOf(service, url, method, { 'X-Amz-Target': 'Books' }, body))
    expect(headers).toMatchObject({ accept: '*/*', 'x-amz-date': '20260102T030405Z' })
  })

  it('names the digest of the body to S3', async () => {
    const sign = createAwsSigner(credentials, { service: 's3', region: 'eu-central-1' }, now)
    const url = 'https://bucket.s3.example.com/a/b.txt'
    const body = new TextEncoder().encode('hello')
    const headers = await sign({ method: 'PUT', url, headers: {}, body })
    const digest = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
    expect(headers['x-amz-content-sha256']).toBe(digest)
    expect(headers['authorization']).toBe(
      expectedOf('s3', url, 'PUT', { 'X-Amz-Content-Sha256': digest }, 'hello'),
    )
  })

  it('lets nobody else say what a signature says', async () => {
    const signed = { authorization: 'mine', 'x-amz-security-token': 'mine', 'x-amz-date': '20200101T000000Z' }
    const request = { method: 'GET', url: 'https://api.example.com/', body: undefined }
    const service = { service: 'execute-api', region: 'eu-central-1' }
    const headers = await createAwsSigner(credentials, service, now)({ ...request, headers: signed })
    expect(headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20260102/)
    expect(headers['x-amz-security-token']).toBeUndefined()
    const temporary = createAwsSigner({ ...credentials, sessionToken: 'ours' }, service, now)
    expect(await temporary({ ...request, headers: signed })).toMatchObject({ 'x-amz-security-token': 'ours' })
  })
})

import aws4 from 'aws4'
import type { IncomingMessage } from 'node:http'

/** The key that the servers of AWS tests know. */
export const awsKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-example' }

/**
 * True when an independent implementation would have signed this request, as it arrived, in the same way; `host` is
 * where it was meant to go, if not here.
 */
export function isSignedForAws(
  request: IncomingMessage,
  body: string,
  terms: { readonly service: string; readonly region: string; readonly host?: string },
): boolean {
  const given = request.headers.authorization ?? ''
  const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? []
  // The library knows the date by its own spelling only.
  const spell = (name: string): string => (name === 'x-amz-date' ? 'X-Amz-Date' : name)
  const headers = Object.fromEntries(
    names.filter((name) => name !== 'host').map((name) => [spell(name), String(request.headers[name])]),
  )
  const expected = aws4.sign(
    {
      host: terms.host ?? String(request.headers.host),
      path: String(request.url),
      method: String(request.method),
      service: terms.service,
      region: terms.region,
      headers,
      body,
      extraHeadersToIgnore: { 'content-length': true, 'content-type': true },
    } as Parameters<typeof aws4.sign>[0],
    awsKey,
  )
  return (
    names.includes('host') && names.includes('x-amz-date') && given === expected.headers?.['Authorization']
  )
}

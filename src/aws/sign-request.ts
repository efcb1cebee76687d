import { AwsV4Signer } from 'aws4fetch'

/** Keys of an AWS identity. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Comes with temporary keys. */
  readonly sessionToken?: string | undefined
}

/** Which service a signature is for. */
export interface AwsService {
  /** Such as `eu-central-1`. */
  readonly region: string
  /** As AWS names it in signatures: `lambda`, `execute-api`, `s3`. */
  readonly service: string
}

/** A request as it will be sent. */
export interface UnsignedRequest {
  readonly method: string
  readonly url: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
}

/** What only the signature may say: a caller who could would speak in the name of the gateway. */
const signatureHeaders = ['authorization', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256']
/** Derived keys change each day. */
const mostDerivedKeys = 4

/**
 * Signs requests with AWS Signature Version 4. Host, query, body and the `x-amz-` headers are signed; other headers are
 * not, since proxies on the way may change them.
 */
export function createAwsSigner(
  credentials: AwsCredentials,
  { region, service }: AwsService,
  now: () => number,
): (request: UnsignedRequest) => Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const cache = new Map<string, ArrayBuffer>()
  return async ({ method, url, headers, body }) => {
    if (cache.size > mostDerivedKeys) cache.clear()
    const sent = { ...headers }
    for (const name of signatureHeaders) delete sent[name]
    const signed = Object.fromEntries(Object.entries(sent).filter(([name]) => name.startsWith('x-amz-')))
    // S3 wants the digest as a header, and takes an unsigned body without it.
    if (service === 's3') signed['x-amz-content-sha256'] = await sha256(body ?? new Uint8Array(0))
    const signer = new AwsV4Signer({
      method,
      url,
      headers: signed,
      body: body ?? null,
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      region,
      service,
      datetime: new Date(now()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
      cache,
    } as ConstructorParameters<typeof AwsV4Signer>[0])
    const result = await signer.sign()
    for (const [name, value] of result.headers) sent[name] = value
    return sent
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

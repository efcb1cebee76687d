import type { ServerResponse } from 'node:http'
import { createLocalJWKSet, decodeJwt, exportJWK, exportPKCS8, generateKeyPair, jwtVerify } from 'jose'
import { startUpstream } from './loopback-upstream.ts'

/** A stand-in for Google's token endpoint, which judges assertions as Google documents it. */
export interface GoogleTokenServer {
  /** Key file of its only service account. */
  readonly keyFile: string
  /** What it was asked for: claims of good assertions. */
  readonly asked: Record<string, unknown>[]
  readonly url: string
  /** Verifies a token that the account has signed. */
  verify(token: string, audience: string): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** Starts it; the first `answers` assertions get a token that lives `expiresIn` seconds, the others none. */
export async function startGoogleTokenServer({
  answers = Infinity,
  expiresIn = 3600,
  tokenUri = '',
} = {}): Promise<GoogleTokenServer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256' }] })
  const asked: Record<string, unknown>[] = []
  const verify = async (token: string, audience: string): Promise<Record<string, unknown>> => {
    const options = {
      audience,
      issuer: 'gateway@project.example',
      maxTokenAge: 3600,
      requiredClaims: ['exp'],
    }
    return (await jwtVerify(token, keys, options)).payload
  }
  const answer = async (response: ServerResponse, body: string): Promise<void> => {
    const form = new URLSearchParams(body)
    const assertion = form.get('assertion') ?? ''
    const said = (status: number, value: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    try {
      if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') throw new Error('grant')
      await verify(assertion, uri)
    } catch {
      return said(400, { error: 'invalid_grant' })
    }
    const claims = decodeJwt(assertion)
    asked.push(claims)
    if (asked.length > answers) return said(400, { error: 'invalid_grant' })
    if (claims['target_audience'] !== undefined)
      return said(200, {
        id_token: `id-token-for-${String(claims['target_audience'])}`,
        expires_in: expiresIn,
      })
    return said(200, {
      access_token: `token-for-${String(claims['scope'])}`,
      token_type: 'Bearer',
      expires_in: expiresIn,
    })
  }
  const server = await startUpstream((_request, response, body) => void answer(response, body))
  const uri = tokenUri === '' ? `${server.url}/token` : tokenUri
  return {
    keyFile: JSON.stringify({
      type: 'service_account',
      client_email: 'gateway@project.example',
      private_key_id: 'key-1',
      private_key: await exportPKCS8(privateKey),
      token_uri: uri,
    }),
    asked,
    url: server.url,
    verify,
    close: () => server.close(),
  }
}

import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/**
 * @typedef {object} BenchIssuer
 * @property {string} issuer
 * @property {(audience: string) => Promise<string>} issueToken
 * @property {() => void} close
 */

/**
 * Starts an issuer whose keys the contestant reads once: RS256, as Okta signs.
 *
 * @returns {Promise<BenchIssuer>}
 */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  let issued = 0
  return {
    issuer,
    issueToken: (audience) =>
      new SignJWT({ scp: ['mcp:access'], cid: 'bench' })
        .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(`person-${issued++}@example.com`)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    close: () => server.close(),
  }
}

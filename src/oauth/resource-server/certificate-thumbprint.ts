const largestCertificate = 16_384
const pem = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/

/**
 * The SHA-256 thumbprint of the client certificate a proxy passes on (RFC 8705 section 3.1), or undefined when the header
 * holds none. Proxies write it as RFC 9440 says (`:base64:`), as percent-encoded PEM, or as Envoy's `Cert="…"`.
 */
export async function certificateThumbprint(header: string): Promise<string | undefined> {
  const der = parseCertificateHeader(header)
  if (der === undefined) return undefined
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', der))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** The client certificate a proxy passes on, in DER form; undefined when the header holds none. */
export function parseCertificateHeader(header: string): Uint8Array<ArrayBuffer> | undefined {
  return header.length > largestCertificate ? undefined : derOf(header.trim())
}

function derOf(header: string): Uint8Array<ArrayBuffer> | undefined {
  const byteSequence = /^:([A-Za-z0-9+/]+=*):$/.exec(header)?.[1]
  if (byteSequence !== undefined) return decode(byteSequence)
  // The last element is the one the nearest proxy added.
  const envoy = [...header.matchAll(/(?:^|[;,])Cert="([^"]+)"/gi)].at(-1)?.[1]
  const text = unescape(envoy ?? header)
  const body = text === undefined ? undefined : pem.exec(text)?.[1]
  return body === undefined ? undefined : decode(body.replaceAll(/\s/g, ''))
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

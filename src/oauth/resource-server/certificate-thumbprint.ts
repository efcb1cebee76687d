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
  const envoy = /(?:^|;)\s*Cert="([^"]+)"/i.exec(lastElement(header))?.[1]
  const text = unescape(envoy ?? header)
  const body = text === undefined ? undefined : pem.exec(text)?.[1]
  return body === undefined ? undefined : decode(body.replaceAll(/\s/g, ''))
}

/**
 * The element that the nearest proxy added; those before it may be the caller's own invention. Read from the end, so that
 * a quote that they leave open changes nothing.
 */
function lastElement(header: string): string {
  const parts = header.replaceAll('\\"', '').split('"')
  for (let at = parts.length - 1; at >= 0; at -= 2) {
    const part = parts[at] ?? ''
    const comma = part.lastIndexOf(',')
    if (comma >= 0) return [part.slice(comma + 1), ...parts.slice(at + 1)].join('"')
  }
  return parts.join('"')
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

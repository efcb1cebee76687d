import { X509Certificate } from 'node:crypto'
import type { Certificate } from '../../gateway/services.ts'

/** Reads an X.509 certificate in DER form; undefined when it is none. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  try {
    const { subject, issuer, validFrom, validTo, fingerprint256 } = new X509Certificate(der)
    return {
      subject: nameOf(subject),
      issuer: nameOf(issuer),
      notBefore: Date.parse(validFrom),
      notAfter: Date.parse(validTo),
      sha256Fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    }
  } catch {
    return undefined
  }
}

/** RFC 4514 section 2.1: the last part first, commas between. */
function nameOf(lines: string): string {
  return lines.split('\n').reverse().join(',')
}

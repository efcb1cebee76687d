import { isLoopbackHost } from '../../../foundation/http/public-origin.ts'

/** The origin of a provider that is named by its host: https, and http for a stand-in on this machine. */
export function providerOrigin(host: string): string {
  const scheme = isLoopbackHost(new URL(`https://${host}`).hostname) ? 'http' : 'https'
  return `${scheme}://${host}`
}

/** True for a host, with or without a port, and nothing around it. */
export function isProviderHost(host: string): boolean {
  return URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host.toLowerCase()
}

import { ProjectError } from '../../foundation/diagnostic.ts'
import { isLoopbackHost } from '../../foundation/http/public-origin.ts'
import type { Credentials } from '../../oauth/authorization-server/credentials.ts'

/** Where generated secrets would travel. */
export interface Exposure {
  readonly boundAddress: string
  /** The canonical public origin. */
  readonly publicUrl: string
}

/** Generated passwords were shown on this terminal and must not open a door to a network without encryption. */
export function refuseGeneratedSecretsInTheOpen(
  credentials: Credentials,
  { boundAddress, publicUrl }: Exposure,
): void {
  if (!credentials.anyGenerated || isLoopbackHost(boundAddress) || publicUrl.startsWith('https:')) return
  throw new ProjectError([
    {
      severity: 'error',
      code: 'SALLYPORT_IDENTITY_GENERATED_SECRETS',
      message: `The identity file leaves secrets to be generated, and ${publicUrl} would carry them unencrypted beyond this machine.`,
      hint: 'Set the secrets and passwords with $env(...), or give an https public URL, or listen on 127.0.0.1.',
    },
  ])
}

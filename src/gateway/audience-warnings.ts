import type { Diagnostic } from '../foundation/diagnostic.ts'
import type { PublicOrigin } from '../foundation/http/public-origin.ts'
import type { Project } from '../project/project.ts'
import type { LinkedRoute } from './linked-route.ts'

/**
 * A warning for each policy with published metadata whose audience is not the URL its route is served under: clients
 * compare the two and refuse (RFC 9728 section 3.3).
 */
export function audienceWarnings(project: Project, routes: readonly LinkedRoute[], publicOrigin: PublicOrigin): readonly Diagnostic[] {
  return routes.flatMap(({ definition, inbound }) =>
    inbound.flatMap(({ name, protectedResource }) => {
      const audience = protectedResource?.audience
      if (audience === undefined || protectedResource?.metadataEnabled !== true) return []
      const served = [publicOrigin.canonical, ...publicOrigin.spellings].map((origin) => origin + definition.path)
      if (served.includes(audience.replace(/\/$/, ''))) return []
      return [warn(project, name, audience, served[0] ?? definition.path)]
    }),
  )
}

function warn(project: Project, name: string, audience: string, served: string): Diagnostic {
  const policy = project.policies.find((declaration) => declaration.name === name)
  const position = policy === undefined ? {} : project.locate({ file: policy.place.file, path: [...policy.place.path, 'handler', 'options', 'audience'] })
  return {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_AUDIENCE_DIFFERS',
    ...position,
    message: `The audience ${audience} is not the URL this route is served under, ${served}.`,
    hint: 'Clients ask for tokens for the URL they call; set the audience to it, or start with --public-url.',
  }
}

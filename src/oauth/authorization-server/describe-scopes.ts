import type { Permission } from './pages/permission-list.ts'
import type { ServedServer } from './served-server.ts'

const oidcPhrases: Readonly<Record<string, string>> = {
  profile: 'See your name',
  email: 'See your e-mail address',
  offline_access: 'Keep its access until you end it',
}

/** What scopes let a client do, in the words of the identity file. */
export function describeScopes({ server }: Pick<ServedServer, 'server'>, scope: string): Permission[] {
  return scope.split(' ').flatMap((name) => {
    const declared = server.scopes.find((candidate) => candidate.name === name)
    if (declared !== undefined)
      return [{ phrase: declared.displayName ?? declared.name, description: declared.description }]
    const phrase = oidcPhrases[name]
    return phrase === undefined ? [] : [{ phrase, description: undefined }]
  })
}

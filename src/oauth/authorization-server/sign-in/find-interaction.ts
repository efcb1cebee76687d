import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Interaction, Provider } from 'oidc-provider'
import { isLibraryError } from '../library-error.ts'

/** A request for the page of a sign-in under way. */
export interface InteractionRequest {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** The id in the path. */
  readonly signInId: string
}

/** What a browser is asked for at a page; undefined when it has ended, is another page's, or began in another browser. */
export async function findInteraction(
  provider: Provider,
  request: InteractionRequest,
  page: 'login' | 'consent',
): Promise<Interaction | undefined> {
  try {
    const interaction = await provider.interactionDetails(request.req, request.res)
    return interaction.uid === request.signInId && interaction.prompt.name === page ? interaction : undefined
  } catch (error) {
    if (isLibraryError(error)) return undefined
    throw error
  }
}

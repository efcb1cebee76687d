import { GatewayContext, GatewayRequest } from 'sallyport'
import { redPixelBase64 } from './media.ts'
import { askText } from './questions.ts'

interface Prompt {
  readonly messages: readonly { readonly role: 'user'; readonly content: object }[]
}

/** Messages of the user, one for each piece of content. */
function promptOf(...contents: readonly object[]): Prompt {
  return { messages: contents.map((content) => ({ role: 'user', content })) }
}

function textOf(text: string): object {
  return { type: 'text', text }
}

/** A prompt without arguments. */
export async function simple(): Promise<Prompt> {
  return promptOf(textOf('This is a simple prompt for testing.'))
}

/** The arguments of a prompt arrive as the JSON body. */
export async function withArguments(request: GatewayRequest): Promise<Prompt> {
  const { arg1, arg2 } = (await request.json()) as { arg1: string; arg2: string }
  return promptOf(textOf(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))
}

/** A message may embed a resource. */
export async function withResource(request: GatewayRequest): Promise<Prompt> {
  const { resourceUri } = (await request.json()) as { resourceUri: string }
  const resource = {
    uri: resourceUri,
    mimeType: 'text/plain',
    text: 'Embedded resource content for testing.',
  }
  return promptOf({ type: 'resource', resource }, textOf('Please process the embedded resource above.'))
}

/** Or hold a picture. */
export async function withImage(): Promise<Prompt> {
  return promptOf(
    { type: 'image', data: redPixelBase64, mimeType: 'image/png' },
    textOf('Please analyze the image above.'),
  )
}

/** And a prompt may ask its user something before it is ready. */
export async function withQuestion(_request: GatewayRequest, context: GatewayContext): Promise<Prompt> {
  const answer = await askText(context, 'user_context', 'What context should the prompt use?', 'context')
  return promptOf(textOf(`Please work in this context: ${answer}`))
}

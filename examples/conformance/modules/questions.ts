import { GatewayContext, GatewayRequest, RuntimeError, type ElicitedInput, type ModuleMcp } from 'sallyport'

/**
 * The client behind a call. What it is asked ends the handler the first time; when the client comes back with the
 * answer, the handler runs again from its beginning and gets past that line. So: ask first, act later.
 */
function clientOf({ mcp }: GatewayContext): ModuleMcp {
  if (mcp === undefined) throw new RuntimeError('Only an MCP client can be asked; call this as a tool.')
  return mcp
}

/** A form with one field. */
function formOf(message: string, field: string, type = 'string') {
  const requestedSchema = { type: 'object', properties: { [field]: { type } }, required: [field] }
  return { message, requestedSchema }
}

/** A message of the user to a model. */
function messageOf(text: string, maxTokens: number) {
  return { messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens }
}

/** The value of a field; a person may also decline to answer. */
function fieldOf({ action, content }: ElicitedInput, field: string): string {
  return action === 'accept' ? String(content?.[field]) : `nothing (${action})`
}

/** Asks the user for one text. The key names the question to the client. */
export async function askText(
  context: GatewayContext,
  key: string,
  message: string,
  field: string,
): Promise<string> {
  return fieldOf(await clientOf(context).elicit(formOf(message, field), key), field)
}

/** Asks the user. */
export async function askUser(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  return new Response(`Hello, ${await askText(context, 'user_name', 'What is your name?', 'name')}!`)
}

/** Asks the model of the client. */
export async function askModel(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const question = messageOf('What is the capital of France?', 100)
  const { content } = await clientOf(context).sample(question, 'capital_question')
  return new Response(`The model says: ${JSON.stringify(content)}`)
}

/** Asks the client for its roots. */
export async function askRoots(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const roots = await clientOf(context).listRoots('client_roots')
  return new Response(`The roots are ${roots.map(({ uri }) => uri).join(', ')}.`)
}

/** Asks for a yes. What the client carries from one round to the next is sealed: a changed state is refused. */
export async function askConfirmation(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const answer = await clientOf(context).elicit(formOf('Please confirm', 'ok', 'boolean'), 'confirm')
  return new Response(`state-ok: ${fieldOf(answer, 'ok')}`)
}

/** Asks user, model and client in one round. */
export async function askEveryone(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const answers = await clientOf(context).requestInput({
    user_name: { method: 'elicitation/create', params: formOf('What is your name?', 'name') },
    greeting: { method: 'sampling/createMessage', params: messageOf('Generate a greeting', 50) },
    client_roots: { method: 'roots/list', params: {} },
  })
  return new Response(`Everyone answered: ${JSON.stringify(answers)}`)
}

/** Asks twice: the second question waits for the answer to the first, which comes back with it. */
export async function askTwice(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const name = await askText(context, 'step1', 'Step 1: What is your name?', 'name')
  const color = await askText(context, 'step2', 'Step 2: What is your favorite color?', 'color')
  return new Response(`${name} likes ${color}.`)
}

/** Asks for what this client says it can answer, and for nothing else. */
export async function askWhatIsPossible(request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const can = clientOf(context).clientCapabilities
  if ('elicitation' in can) return askUser(request, context)
  if ('sampling' in can) return askModel(request, context)
  return new Response('This client cannot be asked anything.')
}

/** Reports progress before it asks: the answer is a stream for a client that wants progress. */
export async function askWhileStreaming(request: GatewayRequest, context: GatewayContext): Promise<Response> {
  context.mcp?.progress(1, 2, 'About to ask.')
  return askUser(request, context)
}

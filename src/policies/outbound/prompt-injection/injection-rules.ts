/** A way in which texts try to give orders to a model that reads them. */
export interface InjectionRule {
  /** Name in logs, headers and refusals. */
  readonly name: string
  /** Looked for in normalised text. */
  readonly expression: Pick<RegExp, 'test'>
}

/** A rule of the gateway: every repetition in it has an end, so that no text makes it run long. */
interface OwnRule extends InjectionRule {
  readonly expression: RegExp
}

/** Up to some words between two that matter. */
const gap = (most: number): string => `(?:[^ .!?;:]{1,24} ){0,${most}}`
const rule = (name: string, ...parts: readonly string[]): OwnRule => ({
  name,
  expression: new RegExp(parts.join('')),
})

const orders = '(?:instructions?|prompts?|rules?|directives?|guidelines?|commands?)'

/** What is looked for, in lower case with single spaces. They are written so that prose about the topic does not match. */
export const injectionRules: readonly OwnRule[] = [
  rule(
    'ignore-instructions',
    String.raw`\b(?:ignore|disregard|forget|override|bypass) `,
    gap(3),
    '(?:previous|prior|above|earlier|preceding|existing|original|your|system) ',
    gap(2),
    orders,
    String.raw`\b`,
  ),
  rule(
    'new-instructions',
    String.raw`\b(?:your new|here are your new|these are your new|new system) `,
    gap(1),
    `${orders}(?: are|:| follow)`,
  ),
  rule(
    'reveal-prompt',
    String.raw`\b(?:reveal|print|repeat|output|show|send|leak|disclose) (?:me |us )?(?:your|the) (?:full |entire |hidden |initial |secret |original )?(?:system prompt|system message|hidden instructions|initial instructions)\b`,
  ),
  rule(
    'role-change',
    String.raw`\byou are (?:now|no longer) (?:an? |the )?`,
    gap(3),
    String.raw`(?:assistant|ai|model|chatbot|dan|agent|unrestricted|jailbroken|developer mode)\b`,
  ),
  rule(
    'no-restrictions',
    String.raw`\b(?:act|behave|respond|answer) as if you (?:had|have|were|are) (?:no|not|without|free of) `,
    gap(3),
    '(?:restrictions?|rules?|limits?|guidelines?|filters?|policies)',
  ),
  rule(
    'hide-from-user',
    String.raw`\b(?:do not|don'?t|never|without) (?:tell|telling|inform|informing|mention|mentioning|notify|notifying|alert|alerting|ask|asking) `,
    String.raw`(?:this |it |anything )?(?:to )?the (?:user|human|operator)\b`,
  ),
  rule(
    'addressed-to-model',
    String.raw`\b(?:attention|important|note|message|instructions?|notice) (?:to|for) (?:the |any |all |every )?(?:ai|llm|language|assistant|model|chatbot)(?: (?:models?|assistants?|agents?|systems?))?(?: reading this)?\s?[:,!]`,
  ),
  rule(
    'call-tool',
    String.raw`\b(?:you must|you should|now|immediately|first|please) (?:call|use|invoke|run|execute) the `,
    gap(2),
    String.raw`(?:tool|function)\b`,
    String.raw`[^.!?]{0,60}\b(?:with|to send|to delete|to forward|and send|before answering)\b`,
  ),
  rule(
    'send-away',
    String.raw`\b(?:send|forward|post|upload|exfiltrate|e-?mail) `,
    gap(3),
    String.raw`(?:conversation|chat history|credentials|api keys?|access tokens?|passwords?|system prompt|secrets) (?:to|at) `,
    String.raw`(?:https?:|[a-z0-9._-]{1,40}@)`,
  ),
  rule(
    'chat-markup',
    String.raw`<\|?(?:im_start|im_end|start_header_id|end_header_id|eot_id|endoftext)\|?>|\[\/?inst\]|<<\/?sys>>`,
  ),
  rule(
    'system-tag',
    String.raw`<\/?(?:system|system-prompt|system_prompt|system-reminder|tool_result|tool_response)>`,
  ),
]

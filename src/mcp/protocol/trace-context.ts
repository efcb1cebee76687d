import type { TraceContext } from '../../gateway/mcp-call.ts'
import type { JsonObject } from '../../openapi/json-object.ts'

const none: TraceContext = {}

/** Longest baggage, characters, and most members (W3C Baggage, 3.3.2). */
const longestBaggage = 8192
const mostBaggageMembers = 180
/** Most members of a tracestate (W3C Trace Context, 3.3.1.1), and the length that must be passed on (3.3.1.5). */
const mostStateMembers = 32
const longestState = 512

/** Reads the trace context of `_meta`; a value that is not valid is left out (MCP 2026-07-28, basic/index). */
export function readTraceContext(meta: JsonObject): TraceContext {
  const { traceparent, tracestate, baggage } = meta
  if (traceparent === undefined && baggage === undefined) return none
  const isParent = typeof traceparent === 'string' && isTraceparent(traceparent)
  return {
    ...(isParent ? { traceparent } : {}),
    // W3C Trace Context, 3.3: the state means nothing without its parent.
    ...(isParent && typeof tracestate === 'string' && isTracestate(tracestate) ? { tracestate } : {}),
    ...(typeof baggage === 'string' && isBaggage(baggage) ? { baggage } : {}),
  }
}

const parentFormat = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(-[\x21-\x7e]{0,200})?$/

/** W3C Trace Context, 3.2: later versions may add to the format of the first. */
function isTraceparent(value: string): boolean {
  const [, version, trace, parent, more] = parentFormat.exec(value) ?? []
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return false
  return !/^0+$/.test(trace ?? '') && !/^0+$/.test(parent ?? '')
}

const stateMember =
  /^(?:[a-z][\da-z_\-*/]{0,255}|[\da-z][\da-z_\-*/]{0,240}@[a-z][\da-z_\-*/]{0,13})=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/

function isTracestate(value: string): boolean {
  if (value.length > longestState) return false
  const members = value.split(',').map((member) => member.trim())
  return members.length <= mostStateMembers && members.every((member) => stateMember.test(member))
}

const baggagePart = /^[!#$%&'*+\-.^_`|~\da-zA-Z]+[\t ]*=[\t ]*[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/
const propertyName = /^[!#$%&'*+\-.^_`|~\da-zA-Z]+$/

function isBaggage(value: string): boolean {
  if (value.length > longestBaggage) return false
  const members = value.split(',')
  return members.length <= mostBaggageMembers && members.every(isBaggageMember)
}

function isBaggageMember(member: string): boolean {
  const [pair = '', ...properties] = member.split(';').map((part) => part.trim())
  return (
    baggagePart.test(pair) &&
    properties.every((property) => baggagePart.test(property) || propertyName.test(property))
  )
}

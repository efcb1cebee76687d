/** A media type without its parameters, in lower case. */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** True for `application/json` and every `+json`, whatever their parameters. */
export function isJsonType(mediaType: string): boolean {
  const type = essenceOf(mediaType)
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json')
}

/** True for XML of any kind. */
export function isXmlType(mediaType: string): boolean {
  const type = essenceOf(mediaType)
  return type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml')
}

const textTypes = new Set([
  'application/ecmascript',
  'application/graphql',
  'application/javascript',
  'application/json-seq',
  'application/jsonl',
  'application/sql',
  'application/toml',
  'application/x-ndjson',
  'application/x-www-form-urlencoded',
  'application/x-yaml',
  'application/yaml',
])

/** True for media types whose content is text, whatever their charset; a missing type is taken for text. */
export function isTextType(mediaType: string): boolean {
  const type = essenceOf(mediaType)
  return type === '' || type.startsWith('text/') || isJsonType(type) || isXmlType(type) || textTypes.has(type)
}

/** True for media types whose content is text that is neither JSON, XML nor a form. */
export function isPlainTextType(mediaType: string): boolean {
  const type = essenceOf(mediaType)
  if (type === '' || type === 'application/x-www-form-urlencoded') return false
  return isTextType(type) && !isJsonType(type) && !isXmlType(type)
}

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
  'application/graphql',
  'application/javascript',
  'application/jsonl',
  'application/x-ndjson',
  'application/sql',
  'application/toml',
  'application/yaml',
  'application/x-yaml',
  'application/json-seq',
])

/** True for media types whose content is text that is neither JSON, XML nor a form. */
export function isTextType(mediaType: string): boolean {
  const type = essenceOf(mediaType)
  return (type.startsWith('text/') && !isJsonType(type) && !isXmlType(type)) || textTypes.has(type)
}

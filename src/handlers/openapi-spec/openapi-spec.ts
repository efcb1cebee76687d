import { LRUCache } from 'lru-cache'
import { nearestName } from '../../foundation/nearest-name.ts'
import { defineHandler, type HandlerSetup } from '../../gateway/handler.ts'
import { openApiSpecOptions } from './options.ts'
import { publishDocument } from './publish-document.ts'
import { secureDocument } from './secure-document.ts'

/** Addresses one gateway is asked under: loopback has three, a public one has one. */
const mostOrigins = 16

/** Publishes a route file of the project for the people who call it. */
export const openApiSpec = defineHandler({
  exports: ['openApiSpecHandler', 'OpenApiSpecHandler'],
  options: openApiSpecOptions,
  create({ openApiFilePath }, setup) {
    const document = documentOf(openApiFilePath, setup)
    const texts = new LRUCache<string, { readonly text: string; readonly etag: string }>({ max: mostOrigins })
    const textFor = (origin: string): { readonly text: string; readonly etag: string } => {
      const known = texts.get(origin)
      if (known !== undefined) return known
      const text = JSON.stringify(publishDocument(document, origin))
      const made = { text, etag: `"${setup.services.sha256(text).slice(0, 27)}"` }
      texts.set(origin, made)
      return made
    }
    return ({ origin, headers }) => {
      const { text, etag } = textFor(origin)
      const cached = { etag, 'cache-control': 'no-cache' }
      // RFC 9110 section 13.1.2: a weak comparison, of any of the tags.
      const known = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
      if (known.includes(etag)) return { status: 304, headers: cached, body: undefined }
      return { status: 200, headers: { ...cached, 'content-type': 'application/json' }, body: text }
    }
  },
})

function documentOf(file: string, setup: HandlerSetup): Readonly<Record<string, unknown>> {
  const { routes, report, inboundOf } = setup
  const wanted = file.replace(/^\.\//, '')
  const found = routes.filter((route) => route.file.replace(/^\.\//, '') === wanted)
  if (found[0] !== undefined) {
    const guarded = found.map((route) => ({ route, inbound: inboundOf(route) }))
    return secureDocument(found[0].document, guarded)
  }
  const nearest = nearestName(
    wanted,
    routes.map((route) => route.file.replace(/^\.\//, '')),
  )
  report({
    severity: 'error',
    code: 'SALLYPORT_CONFIG_INVALID_VALUE',
    path: ['openApiFilePath'],
    message: `There is no route file "${file}".`,
    hint:
      nearest === undefined
        ? 'Name a file below config/ that has operations.'
        : `Did you mean "./${nearest}"?`,
  })
  return {}
}

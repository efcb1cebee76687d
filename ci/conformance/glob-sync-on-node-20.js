// The conformance suite imports `globSync` from `fs` by name, which Node has since 22, and needs it only for a command
// that is not used here. Preloaded, this lets it start on Node 20; on a newer Node it does nothing.
import * as fs from 'node:fs'
import { register } from 'node:module'

const withGlobSync = [
  "export * from 'node:fs'",
  "export { default } from 'node:fs'",
  "export const globSync = () => { throw new Error('fs.globSync needs Node 22') }",
].join('\n')

const hooks = `
const replacement = 'data:text/javascript,' + encodeURIComponent(${JSON.stringify(withGlobSync)})
export async function resolve(specifier, context, next) {
  const isOfSuite = context.parentURL?.includes('/@modelcontextprotocol/conformance/')
  if (specifier !== 'fs' || !isOfSuite) return next(specifier, context)
  return { url: replacement, format: 'module', shortCircuit: true }
}`

if (!('globSync' in fs)) register(`data:text/javascript,${encodeURIComponent(hooks)}`)

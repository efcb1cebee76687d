import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type * as z from 'zod'
import type { xmlToJsonOptions } from './options.ts'

/** Deeper than documents are that a person wrote. */
const deepest = 100

/** Makes a parser of XML texts; it answers undefined for a text that is no well-formed XML. */
export function createXmlParser(
  options: z.infer<typeof xmlToJsonOptions>,
): (text: string) => object | undefined {
  const arrays = new Set(options.arrays)
  const parser = new XMLParser({
    attributeNamePrefix: options.attributeNamePrefix,
    ignoreAttributes: options.ignoreAttributes,
    textNodeName: options.textNodeName,
    parseTagValue: options.parseValues,
    parseAttributeValue: options.parseValues,
    // Long numbers are names of things; as numbers they would lose digits.
    numberParseOptions: { hex: false, leadingZeros: false, skipLike: /^[+-]?\d{16,}/ },
    removeNSPrefix: options.removeNSPrefix,
    ignoreDeclaration: options.ignoreDeclarations,
    ignorePiTags: options.ignoreProcessingInstructions,
    stopNodes: options.stopNodes,
    trimValues: options.trimValues,
    maxNestedTags: deepest,
    // Entities that a document declares are never expanded: a few bytes could become gigabytes, or a file.
    processEntities: false,
    tagValueProcessor: (_name, value) => decodeEntities(value),
    attributeValueProcessor: (_name, value) => decodeEntities(value),
    isArray: (_name, path) => arrays.has(String(path)),
  })
  return (text) => {
    if (XMLValidator.validate(text) !== true) return undefined
    try {
      return parser.parse(text) as object
    } catch {
      return undefined
    }
  }
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five entities that XML itself knows, and numbers of characters (XML 1.0, sections 4.1 and 4.6). */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return predefined[name.toLowerCase()] ?? whole
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? whole : String.fromCodePoint(point)
    },
  )
}

import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { xmlToJsonOptions } from '../../../../../src/policies/outbound/xml-to-json/options.ts'
import { createXmlParser } from '../../../../../src/policies/outbound/xml-to-json/parse-xml.ts'

function parse(text: string, options: Record<string, unknown> = {}): object | undefined {
  const { value } = checkShape(xmlToJsonOptions, options)
  if (value === undefined) throw new Error('the options are wrong')
  return createXmlParser(value)(text)
}

describe('createXmlParser', () => {
  it('reads elements, attributes, texts and CDATA', () => {
    expect(
      parse('<?xml version="1.0"?><a x="1"><b>one</b><b>2</b><c><![CDATA[<i>]]></c>text</a>', {
        ignoreAttributes: false,
      }),
    ).toEqual({
      a: { '@_x': 1, b: ['one', 2], c: '<i>', '#text': 'text' },
    })
  })

  it('goes by its options', () => {
    const text = '<n:list id="7"><n:item>01</n:item></n:list>'
    expect(parse(text, { arrays: ['list.item'], parseValues: false })).toEqual({ list: { item: ['01'] } })
    expect(parse(text, { removeNSPrefix: false, ignoreAttributes: false })).toEqual({
      'n:list': { '@_id': 7, 'n:item': '01' },
    })
    const declared = '<?xml version="1.0"?><?style sheet="a"?><a> x </a>'
    expect(parse(declared)).toEqual({ a: 'x' })
    const kept = { ignoreDeclarations: false, ignoreProcessingInstructions: false, ignoreAttributes: false }
    expect(parse(declared, { ...kept, trimValues: false })).toEqual({
      '?xml': { '@_version': 1 },
      '?style': { '@_sheet': 'a' },
      a: ' x ',
    })
  })

  it('leaves the content of a stop node as it is', () => {
    const text = '<r><a><i>1</i> &amp;</a><b><note><i>2</i></note></b></r>'
    expect(parse(text, { stopNodes: ['r.a', '*.note'] })).toEqual({
      r: { a: '<i>1</i> &amp;', b: { note: '<i>2</i>' } },
    })
  })

  it('keeps numbers that are names of things', () => {
    expect(parse('<a><b>007</b><c>12345678901234567890</c><d>0x1f</d></a>')).toEqual({
      a: { b: '007', c: '12345678901234567890', d: '0x1f' },
    })
  })

  it('knows the entities of XML, and expands none that a document declares', () => {
    expect(parse('<a>&lt;&#65;&#x1F600;&amp;lt; &#xD800;</a>')).toEqual({ a: '<A😀&lt; &#xD800;' })
    const bomb = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]><a>&x;&f;</a>'
    expect(JSON.stringify(parse(bomb) ?? null)).not.toMatch(/boom|root:/)
  })

  it('makes nothing of what is broken or too deep', () => {
    expect(parse('<a><b></a>')).toBeUndefined()
    expect(parse('no xml')).toBeUndefined()
    expect(parse('<a>'.repeat(500) + '</a>'.repeat(500))).toBeUndefined()
  })

  it('lets no element name reach the prototype of objects', () => {
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    parse('<__proto__><x>1</x></__proto__>')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})

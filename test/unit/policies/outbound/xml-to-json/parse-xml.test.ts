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
    expect(parse('<?xml version="1.0"?><a x="1"><b>one</b><b>2</b><c><![CDATA[<i>]]></c>text</a>')).toEqual({
      a: { '@_x': 1, b: ['one', 2], c: '<i>', '#text': 'text' },
    })
  })

  it('goes by its options', () => {
    const text = '<n:list id="7"><n:item>01</n:item></n:list>'
    const options = { removeNamespacePrefix: true, ignoreAttributes: true, arrays: ['list.item'] }
    expect(parse(text, { ...options, parseValues: false })).toEqual({ list: { item: ['01'] } })
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

/** Characters that show nothing: zero-width ones, marks of direction, fillers, variation selectors. */
const invisible =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0]|[\u{E0100}-\u{E01EF}]/gu

/** Tag characters repeat ASCII invisibly; some models read them. */
const tags = /[\u{E0000}-\u{E007F}]/gu

/** Letters of other alphabets that look like Latin ones, after case is folded. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', ё: 'e', һ: 'h', і: 'i', ї: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', н: 'h',
  о: 'o', р: 'p', ԛ: 'q', ѕ: 's', т: 't', у: 'y', х: 'x', ԝ: 'w', ѵ: 'v', α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i',
  κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', γ: 'y', ı: 'i', ɡ: 'g', ℓ: 'l', օ: 'o', ս: 'u',
} // prettier-ignore

const beyondAscii = /[^\x00-\x7F]/g

/**
 * A text as a reader takes it: without invisible characters, tag characters as what they repeat, forms of a letter as the
 * letter, accents gone, lower case, one space between words. Only for looking; the text itself is never replaced by it.
 */
export function normalizeText(text: string): string {
  const plain = /[^\x00-\x7F]/.test(text) ? foldLetters(text) : text.toLowerCase()
  return plain.replaceAll(/\s+/g, ' ')
}

function foldLetters(text: string): string {
  return text
    .replaceAll(tags, (tag) => readTag(tag.codePointAt(0) ?? 0))
    .replaceAll(invisible, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(beyondAscii, (letter) => lookalikes[letter] ?? letter)
}

function readTag(point: number): string {
  const ascii = point - 0xe0000
  return ascii >= 0x20 && ascii <= 0x7e ? String.fromCodePoint(ascii) : ''
}

/** True for a text that says something in tag characters; flags of regions, which use them too, have at most seven. */
export function hasTagText(text: string): boolean {
  return /[\u{E0020}-\u{E007E}]{8}/u.test(text)
}

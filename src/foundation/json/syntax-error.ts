import { printParseErrorCode } from 'jsonc-parser'
import type { ParseError } from 'jsonc-parser'

/** A syntax error in words, at the offset where a person mends it. */
export interface SyntaxErrorDescription {
  readonly offset: number
  readonly message: string
  readonly hint: string
}

const descriptions: Readonly<Record<string, { readonly message: string; readonly hint: string }>> = {
  InvalidSymbol: {
    message: 'This is no JSON value.',
    hint: 'Put text in double quotes; only true, false, null and numbers go without.',
  },
  InvalidNumberFormat: { message: 'This is no JSON number.', hint: 'Write it like 10, -1 or 0.5.' },
  PropertyNameExpected: {
    message: 'A key is expected here.',
    hint: 'Write the key in double quotes, and no second comma before it.',
  },
  ValueExpected: { message: 'A value is expected here.', hint: 'Write the value, or remove the key.' },
  ColonExpected: {
    message: 'A colon is missing between a key and its value.',
    hint: 'Add ":" after the key.',
  },
  CommaExpected: { message: 'A comma is missing.', hint: 'Add "," here, before the next key or value.' },
  CloseBraceExpected: { message: 'An object is not closed.', hint: 'Add the missing "}".' },
  CloseBracketExpected: { message: 'A list is not closed.', hint: 'Add the missing "]".' },
  EndOfFileExpected: {
    message: 'The file goes on after its end.',
    hint: 'Remove what follows, or a closing bracket too many before it.',
  },
  InvalidCommentToken: {
    message: 'This is no comment.',
    hint: 'Comments are written // to the end of the line, or /* between */.',
  },
  UnexpectedEndOfComment: { message: 'A comment is not closed.', hint: 'Add "*/".' },
  UnexpectedEndOfString: {
    message: 'A text is not closed on its line.',
    hint: 'Add the closing double quote; a line break inside a text is written \\n.',
  },
  UnexpectedEndOfNumber: { message: 'A number ends too early.', hint: 'Write it like 10, -1 or 0.5.' },
  InvalidUnicode: { message: 'This is no Unicode escape.', hint: 'Write \\u and four hexadecimal digits.' },
  InvalidEscapeCharacter: {
    message: 'This escape is not known in JSON.',
    hint: 'Write a backslash itself as two backslashes.',
  },
  InvalidCharacter: {
    message: 'A control character stands in a text.',
    hint: 'Write a tab as \\t and a line break as \\n.',
  },
}

const unknownError = {
  message: 'The file is not valid JSON here.',
  hint: 'Check the brackets, quotes and commas around this place.',
}

/** Says what is wrong; `previousEnd` is where the token before the error ends. */
export function describeSyntaxError(
  error: ParseError,
  text: string,
  previousEnd: number,
): SyntaxErrorDescription {
  const name = printParseErrorCode(error.error)
  const description = descriptions[name] ?? unknownError
  if (text.trim() === '') {
    return { offset: 0, message: 'The file is empty.', hint: 'Write at least {}.' }
  }
  const found = text[error.offset]
  if (name === 'CommaExpected' && (found === '}' || found === ']')) {
    return {
      offset: error.offset,
      message: `"${found}" closes what it did not open.`,
      hint: `Close the other bracket before "${found}".`,
    }
  }
  if (name === 'InvalidSymbol' && found === "'") {
    return {
      offset: error.offset,
      message: 'Single quotes do not hold text in JSON.',
      hint: 'Write double quotes.',
    }
  }
  if (name === 'InvalidSymbol' && text.startsWith('...', error.offset)) {
    return {
      offset: error.offset,
      message: '"..." stands for something that is left out.',
      hint: 'Write what belongs here, or put "//" before the dots.',
    }
  }
  // A missing comma belongs after the value before it, which is often a line above the token the parser stumbled on.
  return { offset: name === 'CommaExpected' ? previousEnd : error.offset, ...description }
}

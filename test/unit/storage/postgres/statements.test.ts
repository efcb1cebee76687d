import { expect, test } from 'vitest'
import { createStatements } from '../../../../src/storage/postgres/statements.ts'

// What the statements do is shown against a server in postgres.test.ts.
test('every statement works on the table of its schema', () => {
  for (const statement of Object.values(createStatements('here'))) {
    expect(statement).toContain('"here".entries')
    expect(statement.split(';')).toHaveLength(1)
  }
})

import { expect, test } from 'vitest'
import { groupSchema, peopleSchema, userSchema } from '../../../src/identity/people-schema.ts'

test('people are lists, empty when not written', () => {
  expect(peopleSchema.parse({})).toEqual({ groups: [], users: [] })
  expect(peopleSchema.safeParse('EVERYONE').success).toBe(false)
})

test('groups have a name; users a login without spaces', () => {
  expect(groupSchema.safeParse({ name: '' }).success).toBe(false)
  expect(userSchema.parse({ login: 'a@example.com' })).toEqual({ login: 'a@example.com', groups: [] })
  expect(userSchema.safeParse({ login: 'two words' }).success).toBe(false)
})

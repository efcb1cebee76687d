import type { People } from './identity.ts'
import { normalizeLogin } from './normalize-login.ts'

/** The group that every person is in; it exists on every server and in every organization. */
export const everyoneGroup = 'Everyone'

/** A person as conditions see one. */
export interface Person {
  readonly login: string
  readonly groups: readonly string[]
}

/** True when a person is one of these people, by login or by group. */
export function includesPerson(people: People, person: Person): boolean {
  if (people.groups.includes(everyoneGroup)) return true
  if (people.groups.some((group) => person.groups.includes(group))) return true
  const login = normalizeLogin(person.login)
  return people.users.some((user) => normalizeLogin(user) === login)
}

/** True when a rule is for a person: one it names, or anybody when it names nobody. */
export function ruleAdmitsPerson(people: People, person: Person): boolean {
  return namesNobody(people) || includesPerson(people, person)
}

/** True when no group and no user is named. */
export function namesNobody(people: People): boolean {
  return people.groups.length === 0 && people.users.length === 0
}

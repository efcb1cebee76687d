import { LRUCache } from 'lru-cache'
import type { PolicySetup } from '../../../gateway/policy.ts'
import type { PasswordVerifier } from '../../../gateway/services.ts'
import { areEqualSecrets } from '../../credentials/equal-secrets.ts'
import type { BasicCredentials } from './basic-credentials.ts'
import type { BasicAccount } from './options.ts'

/** How long a password that was verified against its hash need not be hashed again, milliseconds. */
const rememberMs = 300_000
const mostRemembered = 10_000

interface Entry {
  readonly account: BasicAccount
  readonly verify: PasswordVerifier | undefined
}

/** Finds the account whose name and password were sent. */
export class AccountBook {
  private readonly byName = new Map<string, Entry>()
  private readonly setup: PolicySetup
  /** Makes what is remembered worthless outside of this process. */
  private readonly pepper: string
  private readonly remembered = new LRUCache<string, number>({ max: mostRemembered })
  /** Run for accounts that have no hash, so that the time tells nobody which names there are. */
  private readonly decoy: PasswordVerifier | undefined

  constructor(accounts: readonly BasicAccount[], setup: PolicySetup) {
    this.setup = setup
    this.pepper = setup.services.randomId() + setup.services.randomId()
    accounts.forEach((account, index) => {
      this.byName.set(account.username, { account, verify: this.readHash(account, index) })
    })
    this.decoy = [...this.byName.values()].find(({ verify }) => verify !== undefined)?.verify
  }

  /** The account, or undefined when the name is nobody's or the password is not right: both take the same time. */
  async find(given: BasicCredentials | undefined): Promise<BasicAccount | undefined> {
    const { username = '', password = '' } = given ?? {}
    const entry = this.byName.get(username)
    const isRight = await this.isRight(entry, username, password)
    return isRight ? entry?.account : undefined
  }

  private async isRight(entry: Entry | undefined, username: string, password: string): Promise<boolean> {
    const { now, sha256 } = this.setup.services
    const isSame = areEqualSecrets(password, entry?.account.password ?? this.pepper, sha256)
    if (this.decoy === undefined) return isSame
    // What was verified a short while ago costs little, and only those who know the password learn that.
    const key = sha256(JSON.stringify([this.pepper, username, password]))
    if ((this.remembered.get(key) ?? 0) > now()) return true
    const isVerified = await (entry?.verify ?? this.decoy)(password)
    const isAccepted = entry?.verify === undefined ? isSame : isVerified
    if (isAccepted) this.remembered.set(key, now() + rememberMs)
    return isAccepted
  }

  private readHash({ passwordHash }: BasicAccount, index: number): PasswordVerifier | undefined {
    if (passwordHash === undefined) return undefined
    const { services, report } = this.setup
    const verify = services.readPasswordHash?.(passwordHash)
    if (verify === undefined)
      report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: ['accounts', index, 'passwordHash'],
        message: 'This is no scrypt hash that can be read here.',
        hint: 'Write what `sallyport identity hash-password` says: scrypt$16384$8$5$<salt>$<hash>.',
      })
    return verify
  }
}

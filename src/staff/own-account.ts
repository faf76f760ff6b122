import { DalilError } from '../errors.ts'
import type { Repositories, StaffRecord } from '../ports/index.ts'
import type { EntranceOptions } from './entrance.ts'
import { forgetTries, takeTry } from './lock-out.ts'
import { checkPassword, hashPassword, isPassword } from './passwords.ts'
import { newFactorSecret, parseFactorSecret, SECOND_FACTOR_PURPOSE } from './second-factor.ts'
import { openSession } from './sessions.ts'
import { findStep, toOtpauth } from './totp.ts'

/** A second factor that is offered and not on yet. */
export interface OfferedFactor {
  /** In base32, to be typed into an authenticator app. */
  readonly secret: string
  /** The `otpauth:` address of the same, for its QR code. */
  readonly link: string
}

/**
 * What each member of the staff does with their own account. Whatever changes how they sign in asks
 * for the password again: a browser left open is not enough.
 */
export interface OwnAccount {
  /**
   * Ends every session of the account; resolves with a new one for this browser.
   *
   * @throws DalilError `staff:wrong`, `staff:locked`, `staff:weak_password`.
   */
  changePassword(id: string, password: string, next: string): Promise<string>
  offerFactor(name: string): OfferedFactor
  /** The offer with this secret again; `undefined` when it is none of ours. */
  offeredAgain(name: string, secret: string): OfferedFactor | undefined
  /** @throws DalilError `staff:wrong`, `staff:wrong_code`, `staff:locked`. */
  turnOnFactor(
    id: string,
    given: { readonly password: string; readonly secret: string; readonly code: string },
  ): Promise<void>
  /** @throws DalilError `staff:wrong`, `staff:locked`. */
  turnOffFactor(id: string, password: string): Promise<void>
  signOutEverywhere(id: string): Promise<void>
}

/** Creates the {@link OwnAccount} of everybody. */
export function createOwnAccount(room: EntranceOptions): OwnAccount {
  const { store, clock, audit } = room

  const offer = (name: string, secret: string) => ({ secret, link: toOtpauth(name, secret) })

  const getStaff = async (kept: Repositories, id: string) => {
    const staff = await kept.staff.find(id)
    if (staff !== undefined && !staff.disabled) return staff
    throw new DalilError('staff:session_ended', 'The account is not there any more; sign in again.')
  }

  const checkOwn = async (id: string, password: string) => {
    const staff = await getStaff(store, id)
    const taken = await takeTry(room, staff.name)
    if (await isPassword(staff.passwordHash, password)) return staff
    if (taken.locks) await audit(store, { by: 'unknown', action: 'locked-out', target: id })
    throw new DalilError('staff:wrong', 'The password is wrong.')
  }

  /** Changes the account as it is now, once its password was right. */
  const change = <T>(
    checked: StaffRecord,
    work: (kept: Repositories, staff: StaffRecord) => Promise<T>,
  ) =>
    room.alone(async (kept) => {
      const staff = await getStaff(kept, checked.id)
      if (staff.passwordHash !== checked.passwordHash) {
        throw new DalilError('staff:wrong', 'The password has changed in the meantime.')
      }
      await forgetTries(kept, staff.name)
      return work(kept, staff)
    })

  return {
    async changePassword(id, password, next) {
      const checked = await checkOwn(id, password)
      checkPassword(next, checked.name)
      const passwordHash = await hashPassword(next)
      return change(checked, async (kept, staff) => {
        await kept.staff.put({ ...staff, passwordHash })
        await kept.staff.deleteSessionsOf(id)
        await audit(kept, { by: id, action: 'password-changed', target: id })
        return openSession(room, kept, { staffId: id })
      })
    },

    offerFactor: (name) => offer(name, newFactorSecret(room.newSecret)),
    offeredAgain: (name, secret) =>
      parseFactorSecret(secret) === undefined ? undefined : offer(name, secret),

    async turnOnFactor(id, { password, secret, code }) {
      const checked = await checkOwn(id, password)
      const bytes = parseFactorSecret(secret)
      const now = clock.now()
      const step = bytes === undefined ? undefined : findStep(bytes, code, { now, after: 0 })
      if (step === undefined) throw new DalilError('staff:wrong_code', 'The code is wrong.')
      const totp = { secret: room.sealer.seal(secret, SECOND_FACTOR_PURPOSE), lastStep: step }
      await change(checked, async (kept, staff) => {
        await kept.staff.put({ ...staff, totp })
        await audit(kept, { by: id, action: 'second-factor-on', target: id })
      })
    },

    async turnOffFactor(id, password) {
      const checked = await checkOwn(id, password)
      await change(checked, async (kept, { totp: _, ...staff }) => {
        await kept.staff.put(staff)
        await audit(kept, { by: id, action: 'second-factor-off', target: id })
      })
    },

    signOutEverywhere: (id) =>
      room.alone(async (kept) => {
        await kept.staff.deleteSessionsOf(id)
        await audit(kept, { by: id, action: 'signed-out-everywhere', target: id })
      }),
  }
}

import type { Directory } from '../../partners/index.ts'
import type { FailedLetter, PartnerOutcome, SilentContact } from '../../referrals/index.ts'
import { Layout } from './layout.tsx'
import { type PageContext, say, showDay } from './page.ts'
import { Outcome, Token } from './page-parts.tsx'

/** What the pages of referrals share. */
export interface ReferralPage {
  readonly page: PageContext
  readonly directory: Directory
}

const COLUMNS = [
  ['made', 'made'],
  ['came', 'came'],
  ['notHelped', 'not-helped'],
  ['helped', 'helped'],
  ['unhelped', 'unhelped'],
  ['notReached', 'unreached'],
] as const satisfies readonly (readonly [keyof PartnerOutcome, string])[]

/** All partners that somebody was sent to, and what became of it. */
export function ReferralsPage(
  props: ReferralPage & {
    readonly outcomes: readonly PartnerOutcome[]
    readonly silent: readonly SilentContact[]
    readonly letters: readonly FailedLetter[]
    readonly isChecked: boolean
  },
) {
  const { page, outcomes, isChecked } = props
  const title = say(page, 'referral:staff.title')
  return (
    <Layout page={page} title={title}>
      <Outcome done={isChecked ? say(page, 'referral:staff.checked') : undefined} />
      <p class="hint">{say(page, 'referral:staff.intro')}</p>
      {outcomes.length === 0 ? (
        <p class="empty">{say(page, 'referral:staff.none')}</p>
      ) : (
        <section class="card scroll" tabindex={0} aria-label={title}>
          <OutcomeTable {...props} />
        </section>
      )}
      <SilentContacts {...props} />
      <FailedLetters {...props} />
    </Layout>
  )
}

function OutcomeTable(props: ReferralPage & { readonly outcomes: readonly PartnerOutcome[] }) {
  const { page, outcomes } = props
  return (
    <table class="bars">
      <thead>
        <tr>
          <th scope="col" rowspan={2}>
            {say(page, 'referral:staff.partner')}
          </th>
          <th scope="col" rowspan={2} class="number">
            {say(page, 'referral:staff.made')}
          </th>
          <th scope="colgroup" colspan={2}>
            {say(page, 'referral:staff.partner-says')}
          </th>
          <th scope="colgroup" colspan={3}>
            {say(page, 'referral:staff.person-says')}
          </th>
        </tr>
        <tr>
          {COLUMNS.slice(1).map(([, key]) => (
            <th scope="col" class="number">
              {say(page, `referral:staff.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {outcomes.map((one) => (
          <tr>
            <th scope="row">
              {one.partner === undefined ? (
                say(page, 'referral:staff.unknown')
              ) : (
                <a href={`/staff/referrals/${encodeURIComponent(one.partner)}`}>
                  {nameOf(props, one.partner)}
                </a>
              )}
            </th>
            {COLUMNS.map(([name]) => (
              <td class="number">{one[name]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Numbers that people could not reach, with the warning that others see. */
function SilentContacts(props: ReferralPage & { readonly silent: readonly SilentContact[] }) {
  const { page } = props
  const silent = props.silent.filter(({ people }) => people > 0)
  return (
    <section class="card">
      <h2>{say(page, 'referral:staff.silent')}</h2>
      {silent.length === 0 ? (
        <p class="empty">{say(page, 'referral:staff.silent-none')}</p>
      ) : (
        <>
          <p class="hint">{say(page, 'referral:staff.silent-intro')}</p>
          <ul class="plain">
            {silent.map((one) => (
              <li>
                <form method="post" action="/staff/referrals/contacts/check" class="tools">
                  <Token page={page} />
                  <input type="hidden" name="partner" value={one.partner} />
                  <input type="hidden" name="value" value={one.value} />
                  <span>
                    <strong>{nameOf(props, one.partner)}</strong> <bdi>{one.value}</bdi>{' '}
                    <span class="meta">
                      {say(page, 'referral:staff.people', { count: one.people })}
                      {' · '}
                      {one.since === undefined
                        ? say(page, 'referral:staff.not-warned')
                        : say(page, 'referral:staff.warned', { day: showDay(page, one.since) })}
                    </span>
                  </span>
                  <button type="submit" class="quiet">
                    {say(page, 'referral:staff.check')}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Partners who were to be told and were not. */
function FailedLetters(props: ReferralPage & { readonly letters: readonly FailedLetter[] }) {
  const { page, letters } = props
  if (letters.length === 0) return null
  return (
    <section class="card">
      <h2>{say(page, 'referral:staff.letters')}</h2>
      <ul>
        {letters.map(({ referral, reason }) => (
          <li>
            <bdi>{referral.code}</bdi> {nameOf(props, referral.partner)}{' '}
            <span class="meta">{say(page, `undelivered:${reason}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function nameOf({ page, directory }: ReferralPage, partner: string): string {
  return directory.partners.get(partner)?.name[page.locale] ?? partner
}

import type { Partner } from '../../core/index.ts'
import type { Referral } from '../../referrals/index.ts'
import { Layout } from './layout.tsx'
import { say, showDay } from './page.ts'
import type { ReferralPage } from './referrals.tsx'

/** Slips on one page. */
export const SLIPS_SHOWN = 50

/** The slips for one partner. */
export function PartnerReferralsPage(
  props: ReferralPage & { readonly partner: Partner; readonly list: readonly Referral[] },
) {
  const { page, partner, list } = props
  const title = say(page, 'referral:staff.of', { name: partner.name[page.locale] })
  const last = list.length === SLIPS_SHOWN ? list.at(-1) : undefined
  return (
    <Layout page={page} title={title}>
      {list.length === 0 ? (
        <p class="empty">{say(page, 'referral:staff.none')}</p>
      ) : (
        <section class="card scroll" tabindex={0} aria-label={title}>
          <SlipTable {...props} />
        </section>
      )}
      {last === undefined ? null : (
        <p>
          <a href={`${page.path}?before=${last.createdAt}`}>{say(page, 'referral:staff.older')}</a>
        </p>
      )}
    </Layout>
  )
}

const FIELDS = ['code', 'day', 'need', 'town', 'told', 'partner-says', 'person-says'] as const

function SlipTable(props: ReferralPage & { readonly list: readonly Referral[] }) {
  const { page, directory, list } = props
  return (
    <table class="bars">
      <thead>
        <tr>
          {FIELDS.map((field) => (
            <th scope="col">{say(page, `referral:staff.${field}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <tr>
            <th scope="row">
              <bdi class="code">{one.code}</bdi>
            </th>
            <td>{showDay(page, one.createdAt)}</td>
            <td>{directory.needs.get(one.need)?.[page.locale] ?? one.need}</td>
            {/* What the person did not agree to have told to the partner is told to nobody. */}
            <td>
              {one.toldFor === undefined || one.town === undefined
                ? '–'
                : directory.towns.nameOf(one.town, page.locale)}
            </td>
            <td>{one.toldFor === undefined ? '–' : showDay(page, Date.parse(one.toldFor))}</td>
            <td>
              <PartnerSays page={page} referral={one} />
            </td>
            <td>{one.personSays === undefined ? '–' : say(page, SAID[one.personSays])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The word that counts, and what was said before it was corrected. */
function PartnerSays({
  page,
  referral: { partnerSays, words = [] },
}: Pick<ReferralPage, 'page'> & { readonly referral: Referral }) {
  if (partnerSays === undefined) return '–'
  const before = words.slice(0, -1).map(({ word, at }) =>
    say(page, 'partner-desk:corrected', {
      word: say(page, `referral:says.${word}`),
      day: showDay(page, at),
    }),
  )
  return (
    <>
      {say(page, `referral:says.${partnerSays}`)}
      {before.map((line) => (
        <span class="meta"> ({line})</span>
      ))}
    </>
  )
}

const SAID = {
  helped: 'referral:says.helped',
  'not-helped': 'referral:says.unhelped',
  'not-reached': 'referral:says.not-reached',
} as const

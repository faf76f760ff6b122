import { say } from '../page.ts'
import type { PartnerView } from './partner-page.tsx'
import { sayPartner } from './words.ts'

/** What became of those who were sent there, and the contacts that people found dead. */
export function Reported({ page, id, outcome, silent }: PartnerView) {
  if (outcome === undefined && silent.length === 0) return null
  return (
    <section class="card">
      <h2>{say(page, 'referral:staff.title')}</h2>
      {silent.map(({ value, people }) => (
        <p class="bad">
          <bdi>{value}</bdi> {sayPartner(page, 'silent', { count: people })}
        </p>
      ))}
      {outcome === undefined ? null : (
        <ul class="plain meta">
          <li>{sayPartner(page, 'made', { count: outcome.made })}</li>
          <li>{sayPartner(page, 'came', { count: outcome.came })}</li>
          <li>{sayPartner(page, 'helped', { count: outcome.helped })}</li>
          <li>{sayPartner(page, 'not-reached', { count: outcome.notReached })}</li>
        </ul>
      )}
      <a href={outcome === undefined ? '/staff/referrals' : `/staff/referrals/${id}`}>
        {sayPartner(page, 'referrals')}
      </a>
    </section>
  )
}

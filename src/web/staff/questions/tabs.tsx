import { type PageContext, say } from '../page.ts'

/** The lists of questions. */
const TABS = [
  { path: '/staff', key: 'waiting' },
  { path: '/staff/questions/asked', key: 'asked' },
  { path: '/staff/questions/answered', key: 'answered' },
  { path: '/staff/questions/closed', key: 'closed' },
  { path: '/staff/undelivered', key: 'undelivered' },
  { path: '/staff/disliked', key: 'disliked' },
] as const

/** The way from one list of questions to another. */
export function Tabs({ page }: { readonly page: PageContext }) {
  const at = page.path.split('?')[0]
  return (
    <nav class="tabs" aria-label={say(page, 'desk:tabs.label')}>
      {TABS.map(({ path, key }) => (
        <a href={path} aria-current={path === at ? 'page' : undefined}>
          {say(page, `desk:tabs.${key}`)}
        </a>
      ))}
    </nav>
  )
}

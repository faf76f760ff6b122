import { isWords, type KeptForm } from './kept-form.ts'
import { Layout } from './layout.tsx'
import { type PageContext, say } from './page.ts'
import { Token } from './page-parts.tsx'

/** What somebody had written when their session ended, ready to be sent once they are back. */
export function ResumePage(props: { readonly page: PageContext; readonly kept: KeptForm }) {
  const { page, kept } = props
  return (
    <Layout page={page} title={say(page, 'desk:resume.title')}>
      <p>{say(page, 'desk:resume.hint')}</p>
      <form method="post" action={kept.path} class="card">
        <Token page={page} />
        {kept.fields.map(([name, value]) =>
          isWords(name, value) ? (
            <label>
              {say(page, 'sign-in.kept')}
              <textarea name={name} rows={4} dir="auto">
                {value}
              </textarea>
            </label>
          ) : (
            <input type="hidden" name={name} value={value} />
          ),
        )}
        <div class="actions">
          <button type="submit">{say(page, 'desk:resume.submit')}</button>
          <a class="button quiet" href="/staff">
            {say(page, 'desk:resume.leave')}
          </a>
        </div>
      </form>
    </Layout>
  )
}

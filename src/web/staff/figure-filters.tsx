import type { NameKind } from '../../insights/index.ts'
import { figureAddress, quickPeriods } from './figure-query.ts'
import { type FiguresPageProps, sayFigure } from './figures.tsx'

const KINDS = [
  'topic',
  'locale',
  'channel',
  'region',
  'campaign',
] as const satisfies readonly NameKind[]

/** Period and filters: links for the usual periods, a form for the rest. Both end in the address. */
export function FigureFilterForm(props: FiguresPageProps) {
  const { page, query } = props
  const { period, selection } = query
  const isFiltered = Object.keys(selection).length > 0
  return (
    <>
      <nav class="quick" aria-label={sayFigure(page, 'filter.title')}>
        {quickPeriods(props.now).map((quick) => {
          const isHere = quick.period.from === period.from && quick.period.to === period.to
          const query = { selection, period: quick.period }
          return (
            <a
              href={figureAddress('/staff/figures', query)}
              aria-current={isHere ? 'true' : undefined}
            >
              {sayFigure(page, `quick.${quick.key}`)}
            </a>
          )
        })}
      </nav>
      <details class="filters" open={isFiltered}>
        <summary>{sayFigure(page, 'filter.title')}</summary>
        <form method="get" action="/staff/figures">
          <div class="fields">
            <label>
              {sayFigure(page, 'filter.from')}
              <input type="date" name="from" value={period.from} />
            </label>
            <label>
              {sayFigure(page, 'filter.to')}
              <input type="date" name="to" value={period.to} />
            </label>
            {KINDS.filter((kind) => props.filters[kind].length > 0).map((kind) => (
              <Filter {...props} kind={kind} />
            ))}
          </div>
          <div class="actions">
            <button type="submit">{sayFigure(page, 'filter.show')}</button>
            {isFiltered ? (
              <a
                class="button quiet"
                href={figureAddress('/staff/figures', { period, selection: {} })}
              >
                {sayFigure(page, 'filter.reset')}
              </a>
            ) : null}
          </div>
        </form>
      </details>
    </>
  )
}

function Filter(props: FiguresPageProps & { readonly kind: (typeof KINDS)[number] }) {
  const { page, kind, names, query, filters } = props
  return (
    <label>
      {sayFigure(page, `name.${kind}`)}
      <select name={kind}>
        <option value="">{sayFigure(page, 'filter.all')}</option>
        {filters[kind].map((value) => (
          <option value={value} selected={query.selection[kind] === value}>
            {names(kind, value, page.locale)}
          </option>
        ))}
      </select>
    </label>
  )
}

import type { FlowFigures } from '../../insights/index.ts'
import { Count, showShare } from '../charts.tsx'
import { type FiguresPageProps, sayFigure } from './figures.tsx'

/** The flows, and where people leave each of them. */
export function FlowSection(props: FiguresPageProps) {
  const { page, overview, names } = props
  if (overview.flows.length === 0) return null
  return (
    <>
      <h2>{sayFigure(page, 'flows.title')}</h2>
      <section class="card scroll" tabindex={0} aria-label={sayFigure(page, 'flows.title')}>
        <table class="bars">
          <thead>
            <tr>
              <th scope="col">{sayFigure(page, 'name.flow')}</th>
              <th scope="col" class="number">
                {sayFigure(page, 'flows.started')}
              </th>
              <th scope="col" class="number">
                {sayFigure(page, 'flows.finished')}
              </th>
              <th scope="col" class="number">
                {sayFigure(page, 'share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {overview.flows.map(({ flow, started, finished }) => (
              <tr>
                <th scope="row">{names('flow', flow, page.locale)}</th>
                <td class="number">
                  <Count chart={page} value={started} />
                </td>
                <td class="number">
                  <Count chart={page} value={finished} />
                </td>
                <td class="number light">{showShare(page, finished, started) ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {overview.flows
        .filter(({ steps }) => steps.length > 0)
        .map((flow) => (
          <Stops {...props} flow={flow} />
        ))}
    </>
  )
}

function Stops(props: FiguresPageProps & { readonly flow: FlowFigures }) {
  const { page, names, questionOf } = props
  const { flow, steps } = props.flow
  const title = sayFigure(page, 'flows.stops-of', { flow: names('flow', flow, page.locale) })
  return (
    <details class="card stops" id={`stops-${flow}`}>
      <summary>{title}</summary>
      <section class="scroll" tabindex={0} aria-label={title}>
        <table class="bars">
          <thead>
            <tr>
              <th scope="col">{sayFigure(page, 'flows.step')}</th>
              <th scope="col" class="number">
                {sayFigure(page, 'flows.asked')}
              </th>
              <th scope="col" class="number">
                {sayFigure(page, 'flows.stopped')}
              </th>
              <th scope="col" class="number">
                {sayFigure(page, 'share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ node, asked, stopped }) => (
              <tr>
                <th scope="row">{questionOf(flow, node)}</th>
                <td class="number">
                  <Count chart={page} value={asked} />
                </td>
                <td class="number">
                  <Count chart={page} value={stopped} />
                </td>
                <td class="number light">{showShare(page, stopped, asked) ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

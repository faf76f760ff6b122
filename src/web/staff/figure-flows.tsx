import type { StepFigures } from '../../insights/index.ts'
import { Count, showShare } from '../charts.tsx'
import { type FiguresPageProps, sayFigure } from './figures.tsx'

/** The flows, and where people leave each of them. */
export function FlowSection(props: FiguresPageProps) {
  const { page, overview, flows } = props
  const steps = new Map(overview.flows.map((one) => [one.flow, one.steps]))
  return (
    <>
      <h2>{sayFigure(page, 'flows.title')}</h2>
      {overview.flows.length === 0 ? null : <Finished {...props} />}
      {flows.map((flow) => (
        <Stops {...props} flow={flow} steps={steps.get(flow) ?? []} />
      ))}
    </>
  )
}

/** How often each flow was begun and gone through. */
function Finished({ page, overview, names }: FiguresPageProps) {
  return (
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
  )
}

interface StopsProps extends FiguresPageProps {
  readonly flow: string
  readonly steps: readonly StepFigures[]
}

/** One flow: its questions with how many stopped there, and its picture. */
function Stops(props: StopsProps) {
  const { page, names, questionOf, flow, steps, search } = props
  const title = sayFigure(page, 'flows.stops-of', { flow: names('flow', flow, page.locale) })
  return (
    <details class="card stops" id={`stops-${flow}`}>
      <summary>{title}</summary>
      {steps.length === 0 ? null : (
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
      )}
      <section class="scroll" tabindex={0} aria-label={sayFigure(page, 'flows.picture')}>
        <img
          src={`/staff/figures/flows/${flow}/picture.svg?${search}`}
          alt={sayFigure(page, 'flows.picture')}
          loading="lazy"
        />
      </section>
    </details>
  )
}

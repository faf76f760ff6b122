import { type OpeningHours, TIME_ZONE, WEEKDAYS } from '../core/index.ts'

const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hourCycle: 'h23',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** Whether it is open at a moment (ms since 1970), by clocks in Morocco. */
export function isOpenAt(hours: readonly OpeningHours[], time: number): boolean {
  const parts: Record<string, string> = {}
  for (const { type, value } of PARTS.formatToParts(time)) parts[type] = value
  const day = WEEKDAYS.find((one) => one === parts.weekday?.toLowerCase())
  const clock = `${parts.hour}:${parts.minute}`
  return hours.some(
    ({ days, from, to }) => day !== undefined && days.includes(day) && from <= clock && clock < to,
  )
}

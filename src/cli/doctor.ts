import { readConfig } from '../config.ts'
import { systemClock } from '../ports/index.ts'
import { COMMANDS } from './commands.ts'
import { examineTelegramChannel, examineWebChat } from './doctor/channels.ts'
import { formatDiagnoses } from './doctor/diagnosis.ts'
import { examineEmailChannel } from './doctor/email.ts'
import { examineEncoder, examineSpeech } from './doctor/models.ts'
import { readTraffic } from './doctor/traffic.ts'
import { examineWhatsAppCloudChannel } from './doctor/whatsapp-cloud.ts'
import { examineWhatsAppWeb } from './doctor/whatsapp-web.ts'
import { EXIT, runCommand } from './run.ts'

await runCommand(COMMANDS.doctor, async ({ values }) => {
  const config = readConfig(process.env)
  const traffic = await readTraffic(config)
  const channels = await Promise.all([
    examineWebChat(config, traffic),
    examineTelegramChannel(config, traffic),
    examineWhatsAppWeb(config, traffic, systemClock.now()),
    examineWhatsAppCloudChannel(config, traffic),
    examineEmailChannel(config, traffic),
  ])
  // One after the other: each may take much of the memory.
  const models = [await examineEncoder(config), await examineSpeech(config)]
  const ok = [...channels, ...models].every(({ state }) => state !== 'failing')
  const report = values.json
    ? JSON.stringify({ ok, channels, models }, null, 2)
    : formatDiagnoses([...channels, ...models])
  process.stdout.write(`${report}\n`)
  return ok ? EXIT.ok : EXIT.finding
})

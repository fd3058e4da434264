import { openDatabase } from '../db/open-database.node.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { verifyAudit, type ChainReport } from './verify-audit.node.ts';

/*
 * For an auditor: walks every chain of the audit log of the configured database and says where one breaks. Exit code 0 when all are whole,
 * 1 when one is not, 2 when the log could not be read. Whoever keeps the printed heads can tell later that nothing before them was rewritten.
 */

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const WORDS = {
  missing: 'is missing',
  altered: 'is not what was written',
  cut_off: 'and what came after it were cut off',
  unlocked: 'is not the one that the head of the chain names',
} as const;

function tell({ chain, name, entries, head, broken }: ChainReport): void {
  const verdict = broken ? `BROKEN: entry ${broken.seq} ${WORDS[broken.why]}` : 'whole';
  say(`${chain}  ${name}  ${entries} entries  ${verdict}\n  head ${head || 'none'}`);
}

try {
  const database = await openDatabase(readConfig(process.env));
  const reports = await verifyAudit(database, tell);
  await database.close();
  const broken = reports.filter((report) => report.broken).length;
  say(
    broken === 0
      ? `${reports.length} chains, all whole.`
      : `${broken} of ${reports.length} chains are broken.`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
} catch (error) {
  const known = error instanceof ConfigError || (error instanceof Error && error.name === 'FolderInUse');
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
}

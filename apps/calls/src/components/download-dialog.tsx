import { explain, type Decision } from '@foyer/access';
import { useHost, useScope } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Button, Dialog, formatClock, formatNumber, Loading, styled, token, useLocale } from '@foyer/ui';
import { fileFactsQuery, recordingFilePath } from './call-notes-api.ts';
import { failureWords } from './failure-words.ts';

const Reasons = styled('ul')({ display: 'grid', gap: 8, lineHeight: 1.5 });
const Words = styled('p')({ lineHeight: 1.5, '& + &': { marginBlockStart: 8 } });
const File = styled('p')({ fontWeight: 500, color: token.text1, overflowWrap: 'anywhere' });

type DownloadDialogProps = Readonly<{ callId: string; download: Decision; onClose: () => void }>;

/** Says what would be downloaded before it is; or, where that is closed, why and who can open it. */
export function DownloadDialog({ callId, download, onClose }: DownloadDialogProps) {
  if (download.level === 'none')
    return (
      <Dialog
        open
        onClose={onClose}
        title="This recording can’t be downloaded"
        actions={<Button onClick={onClose}>Close</Button>}
      >
        <Reasons>
          {download.denials.map((denial) => {
            const { reason, whoCanChange } = explain(denial);
            return (
              <li key={denial.code + (denial.grant ?? '')}>
                {reason} {whoCanChange}
              </li>
            );
          })}
        </Reasons>
      </Dialog>
    );
  return <Confirm callId={callId} onClose={onClose} />;
}

function Confirm({ callId, onClose }: Omit<DownloadDialogProps, 'download'>) {
  const host = useHost();
  const { locale } = useLocale();
  const facts = useQuery(fileFactsQuery(useScope(), callId));
  const file = facts.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Download this recording?"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {file && (
            <Button
              variant="contained"
              component="a"
              href={recordingFilePath(callId)}
              download={file.fileName}
              onClick={() => {
                host.announce('The download has started');
                onClose();
              }}
            >
              Download
            </Button>
          )}
        </>
      }
    >
      {facts.isPending && <Loading shape="lines" label="Looking at the file" count={2} />}
      {facts.isError && <Words role="alert">{failureWords(facts.error)}</Words>}
      {file && (
        <>
          <File>
            {file.fileName} · {formatNumber(Math.max(0.1, Math.round(file.bytes / 100_000) / 10), locale)} MB
            · {formatClock(file.durationMs / 1000)}
          </File>
          <Words>
            From then on the file is yours to keep safe: nothing of it is masked, and it stays where you put
            it when the portal’s own recording is deleted. That you downloaded it is noted in the audit log.
          </Words>
        </>
      )}
    </Dialog>
  );
}

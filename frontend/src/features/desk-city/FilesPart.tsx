import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useId, useState } from "react";

import { type FileOut, removeDocument } from "@/api";
import { listDocumentsOptions } from "@/api/@tanstack/react-query.gen";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { Part } from "@/shared/desk/Part";
import { formatBytes } from "@/shared/lib/bytes";
import { toProblem } from "@/shared/lib/problem";
import { upload } from "@/shared/lib/upload";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { buttonStyle } from "@/shared/ui/button-style";
import { Dialog } from "@/shared/ui/Dialog";
import { ProgressBar } from "@/shared/ui/ProgressBar";

type Sending = { name: string; part: number };

/** Files of a challenge: what may be sent is said before, how far it is while it goes. */
export function FilesPart({ challengeId }: { challengeId: string }) {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const options = listDocumentsOptions({ path: { challenge_id: challengeId } });
  const list = useQuery(options);
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<unknown>(null);
  const reload = () => queries.invalidateQueries({ queryKey: options.queryKey });
  const files = list.data?.items ?? [];
  const limit = list.data?.limit ?? 0;
  const most = list.data?.max_bytes ?? 0;

  const send = async (chosen: File[]) => {
    setError(null);
    for (const file of chosen) {
      setSending({ name: file.name, part: 0 });
      const url = `/v1/challenges/${challengeId}/documents?name=${encodeURIComponent(file.name)}`;
      try {
        if (most && file.size > most) {
          const detail = t`${file.name} is larger than ${formatBytes(most, i18n.locale)}.`;
          throw { status: 413, code: "too_large", title: t`Too large`, detail, errors: [] };
        }
        await upload(url, file, (part) => setSending({ name: file.name, part }));
      } catch (problem) {
        setError(toProblem(problem));
        break;
      }
    }
    setSending(null);
    await reload();
  };

  return (
    <Part
      id="files"
      title={t`Files`}
      lead={
        limit > 0 && (
          <Trans>
            Up to {limit} files of {formatBytes(most, i18n.locale)} each: PDF, office documents, pictures, ZIP, text, CSV
            or JSON. A file of the same name replaces the one before.
          </Trans>
        )
      }
    >
      {(list.error ?? error) !== null && <ProblemBanner error={list.error ?? error} />}
      {files.length > 0 && (
        <ul className="border-t border-rule">
          {files.map((file) => (
            <FileRow key={file.id} file={file} challengeId={challengeId} onChange={reload} />
          ))}
        </ul>
      )}
      {sending && (
        <ProgressBar label={t`Sending ${sending.name}`} value={Math.round(sending.part * 100)} text={`${Math.round(sending.part * 100)} %`} />
      )}
      {!sending && files.length < limit && <Chooser onChoose={send} />}
    </Part>
  );
}

function Chooser({ onChoose }: { onChoose: (files: File[]) => unknown }) {
  const id = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = "";
    void onChoose(chosen);
  };
  return (
    <div className="relative">
      <input id={id} type="file" multiple onChange={choose} className="peer sr-only" />
      <label
        htmlFor={id}
        className={buttonStyle("ghost", "peer-focus-visible:outline-[3px] peer-focus-visible:outline-offset-2 peer-focus-visible:outline-solid")}
      >
        <Trans>Choose files</Trans>
      </label>
    </div>
  );
}

function FileRow({ file, challengeId, onChange }: { file: FileOut; challengeId: string; onChange: () => unknown }) {
  const { t, i18n } = useLingui();
  const [asking, setAsking] = useState(false);
  const removal = useSend(
    () => removeDocument({ path: { challenge_id: challengeId, file_id: file.id }, throwOnError: true }),
    onChange,
  );
  return (
    <li className="flex flex-wrap items-center gap-x-5 border-b border-rule py-2">
      <a href={file.url} download className="link-quiet min-w-0 flex-1 basis-56 font-medium">
        {file.name}
      </a>
      <span className="figure-sign text-[0.9375rem] text-ink2">{formatBytes(file.length, i18n.locale)}</span>
      <Button look="danger" aria-label={t`Remove ${file.name}`} onPress={() => setAsking(true)}>
        <Trans>Remove</Trans>
      </Button>
      <Dialog role="alertdialog" title={t`Remove ${file.name}?`} isOpen={asking} onClose={() => setAsking(false)}>
        <p>
          <Trans>The file is deleted here. You would have to send it again.</Trans>
        </p>
        {removal.error && <ProblemBanner error={removal.error} />}
        <div className="flex flex-wrap gap-3">
          <Button look="danger" isDisabled={removal.isBusy} onPress={() => removal.send()}>
            <Trans>Remove</Trans>
          </Button>
          <Button look="ghost" onPress={() => setAsking(false)}>
            <Trans>Keep</Trans>
          </Button>
        </div>
      </Dialog>
    </li>
  );
}

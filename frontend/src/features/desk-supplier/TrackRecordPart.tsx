import { Trans, useLingui } from "@lingui/react/macro";

import { Part } from "@/shared/desk/Part";
import { Button } from "@/shared/ui/Button";
import { TextArea } from "@/shared/ui/TextArea";
import { TextField } from "@/shared/ui/TextField";
import { useToast } from "@/shared/ui/Toast";

import type { PartProps } from "./ProfileEditor";

/** Finished projects, as the firm states them. */
export function TrackRecordPart({ profile, set, error }: PartProps) {
  const { t } = useLingui();
  const say = useToast();
  const entries = profile.track_record;
  const write = (at: number, change: Partial<(typeof entries)[number]>) =>
    set({ track_record: entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry)) });
  const remove = (at: number) => {
    const before = entries;
    set({ track_record: entries.filter((_, index) => index !== at) });
    say({ text: t`The project is removed.`, undo: { label: t`Undo`, run: () => set({ track_record: before }) } });
  };
  return (
    <Part id="track-record" title={t`What you have done`} lead={<Trans>As you state it. Two or three are enough.</Trans>}>
      {entries.map((entry, at) => (
        <fieldset key={at} className="flex flex-col gap-4 border-s-[6px] border-rule ps-4">
          <legend className="sr-only">
            <Trans>Project {at + 1}</Trans>
          </legend>
          <TextField
            label={t`What it was`}
            value={entry.title}
            onChange={(title) => write(at, { title })}
            error={error(`/track_record/${at}/title`)}
          />
          <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
            <TextField
              label={t`For whom`}
              value={entry.customer}
              onChange={(customer) => write(at, { customer })}
              error={error(`/track_record/${at}/customer`)}
            />
            <TextField
              label={t`Year`}
              inputMode="numeric"
              value={entry.year === null ? "" : String(entry.year)}
              onChange={(year) => write(at, { year: /^\d{1,4}$/.test(year) ? Number(year) : null })}
              error={error(`/track_record/${at}/year`)}
            />
          </div>
          <TextArea
            label={t`What came of it`}
            rows={3}
            value={entry.summary}
            onChange={(summary) => write(at, { summary })}
            error={error(`/track_record/${at}/summary`)}
          />
          <div>
            <Button look="danger" onPress={() => remove(at)} aria-label={t`Remove project ${at + 1}`}>
              <Trans>Remove</Trans>
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          look="ghost"
          onPress={() => set({ track_record: [...entries, { title: "", customer: "", year: null, summary: "" }] })}
        >
          <Trans>Add a project</Trans>
        </Button>
      </div>
    </Part>
  );
}

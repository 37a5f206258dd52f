import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";

import { dayIn, hourIn, readersTime } from "@/shared/lib/dates";
import { instantOf, joinLocal, splitLocal } from "@/shared/lib/localTime";
import { useNow } from "@/shared/lib/useNow";
import { CONTROL, HINT, LABEL } from "@/shared/ui/styles";

type Props = {
  label: string;
  hint?: string;
  /** IANA zone of the city: the date is on its clock, and the field says so. */
  zone: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error?: string | undefined;
};

/** A day and, if wanted, an hour. The browser's own pickers: they know each reader's calendar and keyboard. */
export function DateField({ label, hint, zone, value, onChange, error }: Props) {
  const { t } = useLingui();
  const id = useId();
  const [written, setWritten] = useState(() => splitLocal(value));
  const write = (change: Partial<typeof written>) => {
    const next = { ...written, ...change };
    setWritten(next);
    onChange(joinLocal(next));
  };
  const described = [hint && `${id}-hint`, `${id}-read`, error && `${id}-error`].filter(Boolean).join(" ");
  const shared = { "aria-describedby": described, "aria-invalid": Boolean(error) };
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className={`${LABEL} mb-1.5`}>{label}</legend>
      {hint && (
        <span id={`${id}-hint`} className={HINT}>
          {hint}
        </span>
      )}
      <div className="flex flex-wrap gap-3">
        <input
          type="date"
          aria-label={t`${label}: day`}
          className={`${CONTROL} figure-sign max-w-48 flex-1 basis-40`}
          value={written.date}
          onChange={(event) => write({ date: event.target.value })}
          {...shared}
        />
        <input
          type="time"
          aria-label={t`${label}: hour`}
          className={`${CONTROL} figure-sign max-w-36 flex-1 basis-28`}
          value={written.time}
          onChange={(event) => write({ time: event.target.value })}
          {...shared}
        />
      </div>
      <span id={`${id}-read`} className={HINT}>
        <ReadBack value={value} zone={zone} />
      </span>
      {error && (
        <span id={`${id}-error`} className="font-bold text-bad">
          {error}
        </span>
      )}
    </fieldset>
  );
}

/** What the date means: whose time, and the writer's own hour where it differs. */
function ReadBack({ value, zone }: { value: string | null; zone: string }) {
  const { i18n } = useLingui();
  const now = useNow();
  if (!value) return <Trans>{zone} time</Trans>;
  const at = instantOf(value, zone);
  if (at === "missing") return <Trans>The clock jumps over this hour in {zone}: choose another.</Trans>;
  if (at === "twice") return <Trans>This hour exists twice in {zone}: say below which one.</Trans>;
  if (at === null) return <Trans>{zone} time</Trans>;
  const day = dayIn(i18n.locale, at, zone, now);
  const yours = readersTime(i18n.locale, at, zone);
  const whole = !value.includes("T");
  return (
    <>
      {whole ? (
        <Trans>
          until the end of {day}, {zone} time
        </Trans>
      ) : (
        <Trans>
          {day}, {hourIn(at, zone)}, {zone} time
        </Trans>
      )}
      {yours && (
        <>
          {" "}
          <Trans>(your {yours})</Trans>
        </>
      )}
    </>
  );
}

import { Label } from "react-aria-components/Label";
import { ProgressBar as AriaProgressBar } from "react-aria-components/ProgressBar";

type Props = { label: string; value: number; max?: number; text?: string };

export function ProgressBar({ label, value, max = 100, text }: Props) {
  return (
    <AriaProgressBar value={value} maxValue={max} valueLabel={text} className="flex flex-col gap-1">
      {({ percentage = 0, valueText }) => (
        <>
          <span className="flex justify-between gap-4 text-[0.9375rem]">
            <Label className="font-sign font-bold">{label}</Label>
            <span className="figure-sign">{valueText}</span>
          </span>
          <span className="block h-2.5 overflow-hidden rounded-full border-2 border-ink bg-card">
            <span className="block h-full bg-signal" style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}

import { useId } from "react";

import { CONTROL, FIELD, HINT, LABEL } from "./styles";

export type Option<T extends string> = { value: T; label: string };

type Props<T extends string> = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
  /** The label stays for screen readers only, where the place says what it is (a sort order above a list). */
  labelHidden?: boolean;
  isDisabled?: boolean;
  className?: string;
};

/** The browser's own select: on a phone it opens the wheel people know, and it costs the first load nothing. */
export function Select<T extends string>(props: Props<T>) {
  const id = useId();
  const { label, hint, error, options, value, onChange, labelHidden, isDisabled, className = "" } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={`${FIELD} ${className}`}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : LABEL}>
        {label}
      </label>
      {hint && (
        <span id={`${id}-hint`} className={HINT}>
          {hint}
        </span>
      )}
      <span className="relative block">
        <select
          id={id}
          value={value}
          disabled={isDisabled}
          aria-invalid={Boolean(error)}
          aria-describedby={described}
          onChange={(event) => onChange(event.target.value as T)}
          className={`${CONTROL} cursor-pointer appearance-none pe-9`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <span aria-hidden className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2">
          <svg width="12" height="8" viewBox="0 0 12 8" fill="none" stroke="currentColor" strokeWidth="2.4">
            <path d="M1 1.2 6 6.4l5-5.2" />
          </svg>
        </span>
      </span>
      {error && (
        <span id={`${id}-error`} className="font-bold text-bad">
          {error}
        </span>
      )}
    </div>
  );
}

import type { ReactNode } from "react";
import { createContext, use, useCallback, useMemo, useRef, useState } from "react";

import { Button } from "./Button";

type Message = { text: string; undo?: { label: string; run: () => void } };
type Say = (message: Message) => void;

const SayContext = createContext<Say>(() => undefined);
// Long enough to read and to reach the button by keyboard (WCAG 2.2.1 asks 20 s where time is limited).
const SHOWN_MS = 20_000;

/** One line at the foot of the page that says what happened, with a way back where there is one. */
export function ToastProvider({ children, closeLabel }: { children: ReactNode; closeLabel: string }) {
  const [message, setMessage] = useState<Message | null>(null);
  const timer = useRef<number>(undefined);
  const say = useCallback<Say>((next) => {
    window.clearTimeout(timer.current);
    setMessage(next);
    timer.current = window.setTimeout(() => setMessage(null), SHOWN_MS);
  }, []);
  const value = useMemo(() => say, [say]);
  return (
    <SayContext value={value}>
      {children}
      <div role="status" className="fixed inset-x-0 bottom-0 z-30 flex justify-center px-4">
        {message && (
          <div className="mb-4 flex max-w-xl flex-wrap items-center gap-x-4 rounded-md border-2 border-ink bg-ink px-4 py-2 text-paper">
            <span className="flex-1 py-1">{message.text}</span>
            {message.undo && (
              <Button
                look="go"
                onPress={() => {
                  message.undo?.run();
                  setMessage(null);
                }}
              >
                {message.undo.label}
              </Button>
            )}
            <Button look="quiet" className="text-paper" onPress={() => setMessage(null)}>
              {closeLabel}
            </Button>
          </div>
        )}
      </div>
    </SayContext>
  );
}

export function useToast(): Say {
  return use(SayContext);
}

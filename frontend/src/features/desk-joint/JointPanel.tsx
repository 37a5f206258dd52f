import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { acceptParticipation, declineParticipation, type JointOut, type PartOut, takeBackParticipation } from "@/api";
import { When } from "@/shared/domain/Deadline";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { Part } from "@/shared/desk/Part";
import { localZone } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Skeleton } from "@/shared/ui/Skeleton";

import { Acts } from "./Acts";
import { CityDot } from "./CityDot";
import { HandOver } from "./HandOver";
import { Invite } from "./Invite";
import { Leave, OwnTerms } from "./OwnPart";
import { jointOptions, partOf, useJointChange } from "./queries";
import { PART } from "./words";

type Props = {
  id: string;
  /** The city for which the account acts. */
  cityId: string;
  currency: string;
  language: string;
  onPublished: () => unknown;
  onLeft: () => unknown;
};

const JOINABLE = ["draft", "in_review", "planned", "open"];

/** The cities of a challenge for a city that takes part: who is in, what waits, and one's own part. */
export function JointPanel({ id, cityId, currency, language, onPublished, onLeft }: Props) {
  const { t, i18n } = useLingui();
  const { data: joint, error, refetch } = useQuery(jointOptions(id, i18n.locale));
  if (error) return <ProblemBanner error={error} onRetry={() => void refetch()} />;
  if (!joint) return <Skeleton className="h-40" />;
  const mine = partOf(joint, cityId);
  const leads = mine?.state === "lead";
  const isPublic = joint.status !== "draft" && joint.status !== "in_review";
  const others = joint.parts.filter(({ state }) => state === "accepted");
  return (
    <Part
      id="cities"
      title={t`Cities`}
      lead={
        <Trans>
          Cities with the same problem can post it together, each under its own terms. It is published when every city
          that takes part has approved the very same text.
        </Trans>
      }
    >
      <Acts joint={joint} onDone={onPublished} />
      <ul className="border-t border-rule">
        {joint.parts.map((part) => (
          <Row key={part.city.id} part={part} joint={joint} leads={leads} />
        ))}
      </ul>
      {leads && JOINABLE.includes(joint.status) && <Invite joint={joint} isPublic={isPublic} />}
      {mine && (joint.parts.length > 1 || !leads) && (
        <OwnTerms
          key={`${mine.city.id} ${mine.tag}`}
          id={id}
          part={mine}
          currency={currency}
          language={language}
          isPublic={isPublic}
        />
      )}
      {leads && others.length > 0 && <HandOver joint={joint} others={others} />}
      {mine?.state === "accepted" && <Leave id={id} part={mine} isPublic={isPublic} onLeft={onLeft} />}
    </Part>
  );
}

function Row({ part, joint, leads }: { part: PartOut; joint: JointOut; leads: boolean }) {
  const word = useWords();
  const now = useNow();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-rule py-2.5">
      <CityDot city={part.city} />
      <span>
        {part.lapsed ? (
          <Trans>{word(PART, part.state)}, but the time to answer is over</Trans>
        ) : (
          <>
            {word(PART, part.state)}
            {part.answer_by && (
              <span className="text-ink2">
                {" · "}
                <Trans>
                  answer by <When at={part.answer_by} zone={localZone()} now={now} />
                </Trans>
              </span>
            )}
          </>
        )}
      </span>
      {leads && (part.state === "invited" || part.state === "asked") && <Turn part={part} joint={joint} />}
      {part.message && part.state !== "invited" && <p className="basis-full ps-6 text-[0.9375rem] text-ink2">“{part.message}”</p>}
    </li>
  );
}

/** What the lead may do while an invitation or a request waits. */
function Turn({ part, joint }: { part: PartOut; joint: JointOut }) {
  const reload = useJointChange(joint.challenge_id);
  const path = { challenge_id: joint.challenge_id, city_id: part.city.id };
  const request = { path, headers: { "If-Match": part.tag }, throwOnError: true } as const;
  const admitting = useSend(() => acceptParticipation({ ...request, body: {} }), reload);
  const declining = useSend(() => declineParticipation({ ...request, body: {} }), reload);
  const taking = useSend(() => takeBackParticipation(request), reload);
  const error = admitting.error ?? declining.error ?? taking.error;
  const proposed = joint.acts.some(({ kind, state, payload }) => kind === "admit" && state === "pending" && payload.city_id === part.city.id);
  return (
    <span className="ms-auto flex flex-wrap gap-2">
      {part.state === "invited" && (
        <Button look="ghost" isDisabled={taking.isBusy} onPress={() => taking.send()}>
          <Trans>
            Take the invitation back <span className="sr-only">({part.city.name.value})</span>
          </Trans>
        </Button>
      )}
      {part.state === "asked" && !part.lapsed && (
        <>
          {proposed ? (
            <span className="self-center text-ink2">
              <Trans>the other cities are asked</Trans>
            </span>
          ) : (
            <Button look="go" isDisabled={admitting.isBusy} onPress={() => admitting.send()}>
              <Trans>
                Let it join <span className="sr-only">({part.city.name.value})</span>
              </Trans>
            </Button>
          )}
          <Button look="danger" isDisabled={declining.isBusy} onPress={() => declining.send()}>
            <Trans>
              Decline <span className="sr-only">({part.city.name.value})</span>
            </Trans>
          </Button>
        </>
      )}
      {error && <ProblemBanner error={error} />}
    </span>
  );
}

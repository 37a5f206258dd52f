import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { AskBox, HeroArt, LiveMatches } from "@/features/ask";
import {
  ActiveFilters,
  countFilters,
  FeedList,
  type FeedSearch,
  FeedTotal,
  Filters,
  FollowList,
  ImportBanner,
  readSearch,
  SEARCH_ID,
  SearchBar,
  useFeed,
} from "@/features/feed";
import { useDebounced } from "@/shared/lib/useDebounced";
import { useWide } from "@/shared/lib/useWide";
import { Button } from "@/shared/ui/Button";
import { Disclosure } from "@/shared/ui/Disclosure";
import { PageHeading } from "@/shared/ui/PageHeading";

const route = getRouteApi("/");
const PAUSE_MS = 350;

export default function FeedPage() {
  // The router merges what was read into what the address says, so what was dropped has to be dropped again.
  const search = readSearch(route.useSearch());
  const navigate = route.useNavigate();
  const onChange = (next: FeedSearch) => void navigate({ search: next, resetScroll: false });
  return (
    <>
      <ImportBanner />
      <FirstScreen />
      <Results search={search} onChange={onChange} />
    </>
  );
}

function FirstScreen() {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const asked = useDebounced(text.trim(), PAUSE_MS);
  const results = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <div className="wrap flex items-center justify-between gap-10 overflow-hidden">
        <div className="min-w-0 flex-1 pt-8 pb-6 sm:pt-10">
          <PageHeading title={t`Challenges`} className="max-w-[20ch] text-[2.1rem] leading-[1.05] sm:text-[2.9rem]">
            <Trans>Every city’s challenges, one line to follow.</Trans>
          </PageHeading>
          <AskBox text={text} onText={setText} onAsk={() => results.current?.focus()} searchId={SEARCH_ID} />
        </div>
        <HeroArt />
      </div>
      <LiveMatches text={asked} headingRef={results} onClear={() => setText("")} />
    </>
  );
}

function Results({ search, onChange }: { search: FeedSearch; onChange: (search: FeedSearch) => void }) {
  const { t } = useLingui();
  const wide = useWide();
  const feed = useFeed(search);
  const set = countFilters(search);
  const [open, setOpen] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const filters = <Filters search={search} facets={feed.data?.pages[0]?.facets ?? null} onChange={onChange} />;
  return (
    <div className="wrap grid gap-x-12 pt-6 lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <aside aria-label={t`Filters`}>
        {wide ? (
          filters
        ) : (
          <Disclosure
            title={set > 0 ? <Plural value={set} one="Filters, # set" other="Filters, # set" /> : <Trans>Filters</Trans>}
            className="mb-4 rounded-md border-2 border-ink px-3"
            isExpanded={open}
            onExpandedChange={setOpen}
          >
            {filters}
            <Button
              className="w-full"
              onPress={() => {
                setOpen(false);
                // Once the panel is closed, or the place it scrolls to moves away again.
                requestAnimationFrame(() => {
                  heading.current?.focus();
                  heading.current?.scrollIntoView();
                });
              }}
            >
              <Trans>Show the list</Trans>
            </Button>
          </Disclosure>
        )}
      </aside>
      <section aria-labelledby="list">
        <h2 id="list" ref={heading} tabIndex={-1} className="mb-3 text-[1.75rem] outline-none">
          <FeedTotal search={search} />
        </h2>
        <SearchBar search={search} onChange={onChange} />
        <ActiveFilters search={search} onChange={onChange} />
        <FollowList search={search} />
        <FeedList search={search} onChange={onChange} />
      </section>
    </div>
  );
}

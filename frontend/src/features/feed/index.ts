export { ActiveFilters } from "./ActiveFilters";
export { FeedList, FeedTotal, useFeed } from "./FeedList";
export { Filters } from "./Filters";
export { FollowList } from "./FollowList";
export { ImportBanner } from "./ImportBanner";
export { feedOptions } from "./queries";
export { countFilters, type FeedSearch, readSearch } from "./search";
export { SEARCH_ID, SearchBar } from "./SearchBar";

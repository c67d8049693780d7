#pragma once
// The handlers of errors, in the order of the route table.

#include "errors/queries.h"
#include "errors/shapes.h"
#include "http/cursor.h"

namespace arris::errors {

using http::Call;
using http::Page;
using http::RawBody;
using http::Reply;
using http::reply;

// ingest_routes.cpp
effect::Task<Reply<Accepted>> report(Call<Nothing, Nothing, NewEvent> call);
effect::Task<Reply<AcceptedEvents>> report_many(Call<Nothing, Nothing, NewEvents> call);

// issues.cpp
effect::Task<Reply<Page<ListedIssue>>> list_issues(Call<Nothing, IssueFilter> call);
effect::Task<Reply<Stats>> show_stats(Call<Nothing, StatsFilter> call);
effect::Task<Reply<IssueDetail>> show_issue(Call<IssuePath> call);
effect::Task<Reply<Page<EventSummary>>> list_issue_events(Call<IssuePath, Paging> call);
effect::Task<Reply<EventDetail>> show_event(Call<EventPath> call);
effect::Task<Reply<Page<HistoryEntry>>> list_issue_history(Call<IssuePath, Paging> call);

// triage.cpp
effect::Task<Reply<Changed>> change_one(Call<IssuePath, Nothing, IssueChange> call);
effect::Task<Reply<Changed>> change_many(Call<Nothing, Nothing, BulkChange> call);
effect::Task<Reply<Nothing>> delete_one(Call<IssuePath> call);

// merge.cpp
effect::Task<Reply<Changed>> merge(Call<IssuePath, Nothing, Merge> call);
effect::Task<Reply<Changed>> unmerge(Call<IssuePath, Nothing, Unmerge> call);

// projects.cpp
effect::Task<Reply<Projects>> list_all_projects(Call<> call);
effect::Task<Reply<Project>> create_project(Call<Nothing, Nothing, NewProject> call);
effect::Task<Reply<Project>> change_one_project(Call<ProjectPath, Nothing, ProjectChange> call);
effect::Task<Reply<Project>> rotate_key(Call<ProjectPath> call);
effect::Task<Reply<Nothing>> delete_one_project(Call<ProjectPath> call);

// sentry.cpp
struct SentryPath {
  std::string_view project;
};
BOOST_DESCRIBE_STRUCT(SentryPath, (), (project))
struct SentryQuery {
  std::optional<std::string_view> sentry_key, sentry_version, sentry_client;
};
BOOST_DESCRIBE_STRUCT(SentryQuery, (), (sentry_key, sentry_version, sentry_client))

effect::Task<Reply<SentryAnswer>> take_envelope(Call<SentryPath, SentryQuery, RawBody> call);
effect::Task<Reply<SentryAnswer>> take_store(Call<SentryPath, SentryQuery, RawBody> call);

}  // namespace arris::errors

#pragma once
// The handlers of pipelines, in the order of the route table.

#include "http/cursor.h"
#include "pipelines/queries.h"

namespace arris::pipelines {

using http::Call;
using http::Page;
using http::Reply;
using http::reply;

// reading.cpp
effect::Task<Reply<Page<ListedPipeline>>> list_all_pipelines(Call<Nothing, PipelineFilter> call);
effect::Task<Reply<Pipeline>> show_pipeline(Call<PipelinePath> call);
effect::Task<Reply<Page<Revision>>> list_all_revisions(Call<PipelinePath, Paging> call);
Pipeline shown(http::Context context, const PipelineRow& row);

// writing.cpp
effect::Task<Reply<Pipeline>> create(Call<Nothing, Nothing, PipelineText> call);
effect::Task<Reply<Pipeline>> replace(Call<PipelinePath, Nothing, PipelineText> call);
effect::Task<Reply<Pipeline>> restore(Call<PipelinePath, Nothing, Restoration> call);
effect::Task<Reply<Nothing>> remove(Call<PipelinePath> call);

}  // namespace arris::pipelines

#pragma once
// Who a session is for: someone who is known, or the founder of a new org.

#include "auth/queries.h"
#include "people/issue.h"

namespace arris::auth {

using effect::Task;
using http::Context;
using http::Reply;

// forbidden when they belong to no org.
Result<Subject> subject_of(const Person& person);

// A new person with an org of their own, behind what `batch` holds.
Subject add_founder(Context context, std::string_view email, std::string_view name,
                    std::optional<std::string_view> password_phc, std::string_view org_name,
                    storage::Batch& batch);

}  // namespace arris::auth

#include "auth/subject.h"

#include "core/text.h"
#include "http/tell.h"

namespace arris::auth {

Result<Subject> subject_of(const Person& person) {
  if (!person.org_id || !person.org_name || !person.role)
    return Error{Code::forbidden, "You belong to no organization"};
  return Subject{{person.user_id, person.email, person.name, person.version},
                 {*person.org_id, *person.org_name},
                 *person.role};
}

Subject add_founder(Context context, std::string_view email, std::string_view name,
                    std::optional<std::string_view> password_phc, std::string_view org_name,
                    storage::Batch& batch) {
  const Subject subject{{context.new_id<UserId>(), context.keep(to_lower(email)), name, 1},
                        {context.new_id<OrgId>(), org_name},
                        Role::owner};
  const auto now_ms = context.now_ms();
  batch.add(add_org(subject.org.id, org_name, now_ms));
  batch.add(
      add_user(subject.user.id, subject.user.email, name, password_phc, subject.org.id, now_ms));
  batch.add(add_member(subject.org.id, subject.user.id, Role::owner, std::nullopt, now_ms));
  http::tell(batch, context, http::Topic::member_joined,
             http::MemberJoined{subject.user.id, "owner"},
             {subject.org.id, subject.user.id.text, http::TellWhen::changed});
  return subject;
}

}  // namespace arris::auth

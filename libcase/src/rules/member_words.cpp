#include "rules/member_words.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <libcase/describe/described.hpp>

namespace libcase {

namespace {

/// All who were ever members, with their last roles, in the order of their first memberships.
std::vector<Member> all_members(const CaseFile& file) {
  std::vector<Member> members;
  for (const auto& membership : file.all<UnitMember>()) {
    const auto known = std::ranges::find(members, membership->person_id, &Member::person_id);
    if (known == members.end()) {
      members.push_back({membership->person_id, membership->role});
    } else {
      known->role = membership->role;
    }
  }
  return members;
}

} // namespace

LocalizedText member_in_words(const CaseFile& file, PersonId person) {
  const std::vector<Member> members = all_members(file);
  const auto self = std::ranges::find(members, person, &Member::person_id);
  if (self == members.end()) {
    return said("only", "unknown");
  }
  const auto is_alike = [&](const Member& member) { return member.role == self->role; };
  const std::string_view role = to_text(self->role);
  if (std::ranges::count_if(members, is_alike) == 1) {
    return said("only", role);
  }
  const auto number = std::count_if(members.begin(), std::next(self), is_alike);
  return said(
      "persons", "numbered",
      {{"role", said("one_of_several", role)}, {"number", static_cast<std::int64_t>(number)}});
}

} // namespace libcase

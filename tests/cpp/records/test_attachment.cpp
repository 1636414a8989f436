#include <array>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/all.hpp>
#include <libcase/records/attachment.hpp>

#include "records/attachable.hpp"
#include "support/printing.hpp"

namespace libcase::testing {

/// A payment that may take the place of an earlier one.
struct Refund {
  CaseId case_id;
  PersonId person_id;
  std::optional<Id<Refund>> replaces_id{};
};
BOOST_DESCRIBE_STRUCT(Refund, (), (case_id, person_id, replaces_id))

/// What two persons are to each other.
struct Kinship {
  PersonId person_id;
  PersonId relative_id;
};
BOOST_DESCRIBE_STRUCT(Kinship, (), (person_id, relative_id))

/// An office, which may be part of another.
struct Office {
  std::string town;
  std::optional<Id<Office>> part_of_id{};
};
BOOST_DESCRIBE_STRUCT(Office, (), (town, part_of_id))

/// Something of a refund, handed out by an office.
struct Receipt {
  Id<Refund> refund_id;
  Id<Office> office_id;
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (refund_id, office_id))

/// What proves a kinship.
struct Proof {
  Id<Kinship> kinship_id;
};
BOOST_DESCRIBE_STRUCT(Proof, (), (kinship_id))

/// Something of a person, and perhaps of a case.
struct Letter {
  PersonId person_id;
  std::optional<CaseId> case_id{};
};
BOOST_DESCRIBE_STRUCT(Letter, (), (person_id, case_id))

/// Something of a refund, and perhaps of another one.
struct Reminder {
  std::optional<Id<Refund>> refund_id{};
  Id<Refund> last_refund_id;
};
BOOST_DESCRIBE_STRUCT(Reminder, (), (refund_id, last_refund_id))

/// A remark that nothing links to.
struct Remark {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Remark, (), (text))

} // namespace libcase::testing

using namespace libcase;
using namespace libcase::testing;

namespace {

const std::array<const RecordKind*, 8> made_up{&record_kind<Person>(),     &record_kind<Case>(),
                                               &record_kind<Kinship>(),    &record_kind<Office>(),
                                               &record_kind<Refund>(),     &record_kind<Receipt>(),
                                               &record_kind<UnitMember>(), &record_kind<Remark>()};
constexpr std::size_t person = 0;
constexpr std::size_t dossier = 1;
constexpr std::size_t kinship = 2;
constexpr std::size_t office = 3;
constexpr std::size_t refund = 4;
constexpr std::size_t receipt = 5;
constexpr std::size_t member = 6;
constexpr std::size_t remark = 7;

std::vector<std::string> names_of(const std::vector<AttachingLink>& links) {
  std::vector<std::string> names;
  for (const AttachingLink& link : links) {
    names.push_back(std::string{made_up[link.from]->table} + "." + std::string{link.column->name});
  }
  return names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("attachment: a record belongs to a case by a link, or by what it links to") {
  const auto attachments = attachments_of(made_up);
  CHECK(attachments[dossier].by == Attachment::itself);
  CHECK(attachments[refund].by == Attachment::cases);
  CHECK(names_of(attachments[refund].links) == Names{"refunds.case_id"});
  CHECK(attachments[receipt].by == Attachment::cases);
  CHECK(names_of(attachments[receipt].links) == Names{"receipts.refund_id"});
  CHECK(attachments[remark].by == Attachment::none);
}

TEST_CASE("attachment: a record that links to several persons stands in the file of each") {
  const auto attachments = attachments_of(made_up);
  CHECK(attachments[kinship].by == Attachment::persons);
  CHECK(names_of(attachments[kinship].links) ==
        Names{"kinships.person_id", "kinships.relative_id"});
}

TEST_CASE("attachment: a record of a record of persons stands in the same files") {
  const std::array<const RecordKind*, 4> kinds{&record_kind<Person>(), &record_kind<Case>(),
                                               &record_kind<Kinship>(), &record_kind<Proof>()};
  const auto attachments = attachments_of(kinds);
  CHECK(attachments[3].by == Attachment::persons);
  REQUIRE(attachments[3].links.size() == 1);
  CHECK(attachments[3].links[0].to == 2);
}

TEST_CASE("attachment: a list of kinds by which a record could be in no file is refused") {
  const RecordKind& persons = record_kind<Person>();
  const RecordKind& cases = record_kind<Case>();
  const RecordKind& refunds = record_kind<Refund>();
  const std::array good{&persons, &cases, &refunds, &record_kind<Reminder>()};
  CHECK(links_lead_back(good));
  CHECK(persons_link_to_no_person(good));
  CHECK(attaching_links_are_required(good));
  CHECK(links_lead_back(made_up));
  CHECK(attaching_links_are_required(made_up));
  CHECK_FALSE(links_lead_back(std::array{&persons, &refunds, &cases}));
  CHECK_FALSE(links_lead_back(std::array{&persons, &cases, &record_kind<Receipt>()}));
  CHECK_FALSE(attaching_links_are_required(std::array{&persons, &cases, &record_kind<Letter>()}));
}

TEST_CASE("attachment: persons stand in a file because its records name them") {
  const auto attachments = attachments_of(made_up);
  CHECK(attachments[person].by == Attachment::links);
  CHECK(names_of(attachments[person].linked_by) ==
        Names{"kinships.person_id", "kinships.relative_id", "refunds.person_id",
              "unit_members.person_id"});
  CHECK(attachments[office].by == Attachment::links);
  CHECK(names_of(attachments[office].linked_by) ==
        Names{"offices.part_of_id", "receipts.office_id"});
}

TEST_CASE("attachment: a link within a kind leads to no case") {
  const auto attachments = attachments_of(made_up);
  CHECK(names_of(attachments[refund].within) == Names{"refunds.replaces_id"});
  CHECK(names_of(attachments[office].within) == Names{"offices.part_of_id"});
  CHECK(attachments[member].within.empty());
}

TEST_CASE(
    "attachment: of the kinds of this library those of no file are of budgets or withdrawals") {
  const std::set<std::string_view> of_no_file{"budget_changes", "carry_overs", "earmarks",
                                              "expenditures", "withdrawals"};
  for (const RecordKind* kind : record_kinds()) {
    CAPTURE(kind->table);
    CHECK((attachment_of(*kind).by == Attachment::none) == of_no_file.contains(kind->table));
  }
  CHECK(attachment_of(record_kind<Project>()).by == Attachment::links);
  CHECK(attachment_of(record_kind<Stay>()).by == Attachment::persons);
  CHECK(attachment_of(record_kind<Delivery>()).by == Attachment::cases);
}

TEST_CASE("attachment: what leads to the kinds that are asked for is read, and not held") {
  const std::array<const RecordKind*, 2> wanted{&record_kind<AwardLine>(), &record_kind<Project>()};
  const auto is_read = kinds_to_read(wanted);
  const auto is_held = kinds_to_hold(wanted);
  Names read;
  Names held;
  for (std::size_t kind = 0; kind < is_read.size(); ++kind) {
    const std::string table{record_kinds()[kind]->table};
    if (is_read[kind]) {
      read.push_back(table);
    }
    if (is_held[kind]) {
      held.push_back(table);
    }
  }
  CHECK(read == Names{"persons", "cases", "unit_members", "projects", "participations", "awards",
                      "award_lines"});
  CHECK(held == Names{"persons", "cases", "unit_members", "projects", "award_lines"});
}

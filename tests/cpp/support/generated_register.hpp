// Registers grown at random: cases, corrections, moved links, withdrawals, over some weeks.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include <libcase/register/register.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/builders.hpp"
#include "support/generated.hpp"

namespace libcase::testing {

/// Grows a register act by act. What a guard refuses is left out.
class RegisterGrower {
public:
  RegisterGrower(Register& reg, const FixedClock& clock, std::mt19937& random)
      : reg_(reg), clock_(clock), random_(random), now_(start_of(Date{2014, 1, 1})) {
    clock_.move_to(now_); // what has happened by 2013 is known
  }

  void grow(int acts) {
    for (int act = 0; act < acts; ++act) {
      if (drawn(random_, 3) == 0) {
        now_ += std::chrono::minutes{1};
        clock_.move_to(now_);
      }
      moments_.push_back(now_);
      try {
        cases_.empty() ? open_case() : take_act();
      } catch (const Error& error) {
        const bool is_expected =
            error.category() == Category::refused || error.category() == Category::wrong_state ||
            error.category() == Category::not_found || error.category() == Category::invalid_value;
        if (!is_expected) {
          throw;
        }
      }
    }
  }
  /// When it was written to.
  const std::vector<Instant>& moments() const { return moments_; }
  const std::vector<CaseId>& cases() const { return cases_; }

private:
  struct Membership {
    CaseId case_id;
    PersonId person_id;
  };

  template <class T>
  const T& any_of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(drawn(random_, static_cast<int>(values.size())))];
  }

  void take_act() {
    const int act = drawn(random_, 20);
    if (act < 3) {
      open_case();
    } else if (act < 15) {
      record_any();
    } else if (act < 19) {
      correct_any();
    } else {
      reg_.withdraw_any(any_of(written_).id, "a mistake");
    }
  }

  void open_case() {
    const CaseId id = reg_.open_case(std::to_string(cases_.size()),
                                     Date{2009, 1, 1}.plus_days(drawn(random_, 9)));
    cases_.push_back(id);
    const int members = 1 + drawn(random_, 4);
    for (int at = 0; at < members; ++at) {
      const PersonId person = !memberships_.empty() && drawn(random_, 4) == 0
                                  ? any_of(memberships_).person_id
                                  : reg_.add_person(a_person());
      const Role role = at == 0                  ? Role::principal
                        : drawn(random_, 2) == 0 ? Role::child
                                                 : Role::partner;
      const UnitMember member{id, person, role, Date{2009, 1, 1}};
      written_.push_back({{reg_.record(member).value}, AnyRecord{member}});
      memberships_.push_back({id, person});
    }
  }

  Person a_person() {
    Person person;
    if (drawn(random_, 6) != 0) {
      const Date day = Date{1965, 1, 1}.plus_days(drawn(random_, 16'000));
      person.born = BirthDate{day, day.plus_days(drawn(random_, 3) == 0 ? 300 : 0)};
    }
    if (drawn(random_, 6) != 0) {
      person.nationality = Country{drawn(random_, 2) == 0 ? "IRQ" : "AFG"};
    }
    return person;
  }

  /// A record of any kind about a membership's case or person, between 2009 and 2013.
  AnyRecord a_record(std::size_t kind) {
    const Membership& about = any_of(memberships_);
    AnyRecord record = generated_record(kind, random_);
    for (const Column& column : kind_of(record).columns) {
      void* body = data_of(record);
      const bool is_set = !is_empty(column.get(body));
      if (column.kind == ColumnKind::link && (is_set || column.required)) {
        column.set(body, Cell{linked(column, about)});
      } else if (column.kind == ColumnKind::date && is_set) {
        column.set(body, Cell{Date{2009, 1, 1}.plus_days(drawn(random_, 1500))});
      } else if (column.kind == ColumnKind::country && is_set) {
        column.set(body, Cell{Country{drawn(random_, 2) == 0 ? "IRQ" : "AFG"}});
      } else if (column.kind == ColumnKind::integer && is_set) {
        column.set(body, Cell{std::int64_t{drawn(random_, 100)}});
      } else if (column.name == "precision") {
        column.set(body, Cell{CodeIndex{0}}); // coarse dates are mostly refused
      } else if (column.kind == ColumnKind::programme && drawn(random_, 4) == 0) {
        column.set(body, Cell{std::string_view{"SDT"}});
      }
    }
    return record;
  }

  std::int64_t linked(const Column& column, const Membership& about) {
    const std::string_view table = column.links_to;
    if (table == record_kind<Case>().table) {
      return about.case_id.value;
    }
    if (table == record_kind<Person>().table) {
      return column.name == "person_id" ? about.person_id.value
                                        : any_of(memberships_).person_id.value; // a relative
    }
    // Mostly that of the same case.
    const auto& of_case = latest_[about.case_id.value];
    const auto found = of_case.find(table);
    if (found != of_case.end() && drawn(random_, 8) != 0) {
      return found->second;
    }
    std::vector<std::int64_t> ids;
    for (const Written& written : written_) {
      if (kind_of(written.record).table == table) {
        ids.push_back(written.id.value);
      }
    }
    return ids.empty() ? 0 : any_of(ids);
  }

  void record_any() {
    const std::size_t kinds = record_kinds().size();
    const auto kind = static_cast<std::size_t>(drawn(random_, static_cast<int>(kinds)));
    if (record_kinds()[kind] == &record_kind<Withdrawal>()) {
      return;
    }
    const AnyRecord record = a_record(kind);
    const RecordId id = reg_.record_all({&record, 1}).front();
    written_.push_back({id, record});
    if (const Column* column = kind_of(record).find("case_id")) {
      const auto case_id = std::get<std::int64_t>(column->get(data_of(record)));
      latest_[case_id][kind_of(record).table] = id.value;
    } else if (kind_of(record).table == record_kind<Project>().table) {
      for (auto& [case_id, latest] : latest_) {
        latest[kind_of(record).table] = id.value;
      }
    }
    if (const auto* member = std::get_if<UnitMember>(&record)) {
      memberships_.push_back({member->case_id, member->person_id});
    }
    if (std::holds_alternative<Case>(record)) {
      cases_.push_back({id.value});
    }
  }

  /// A new version that says something else, and may hang on something else.
  void correct_any() {
    const Written& written = any_of(written_);
    reg_.replace_any(written.id, a_record(written.record.index()), current_row(reg_, written.id),
                     "a correction");
  }

  struct Written {
    RecordId id;
    AnyRecord record;
  };

  Register& reg_;
  const FixedClock& clock_;
  std::mt19937& random_;
  Instant now_;
  std::vector<Instant> moments_;
  std::vector<CaseId> cases_;
  std::vector<Membership> memberships_;
  std::vector<Written> written_;
  std::map<std::int64_t, std::map<std::string_view, std::int64_t>> latest_; // by case and table
};

} // namespace libcase::testing

// What persons are to each other, and what is said of one person in several records.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/violation.hpp"

namespace libcase {

namespace {

using Relations = std::vector<const Recorded<Relation>*>;

bool recorded_before(const Recorded<Relation>* left, const Recorded<Relation>* right) {
  return std::tie(left->recording, left->row) < std::tie(right->recording, right->row);
}

/// "partner_of since 2011-08-01"
std::string told(const Relation& relation) {
  return std::string{to_text(relation.kind)} +
         (relation.from ? " since " + relation.from->to_string() : "");
}

void check_pairs(const Relations& relations, std::vector<Violation>& found) {
  std::map<std::pair<PersonId, PersonId>, Relations> by_pair;
  for (const auto* relation : relations) {
    const auto& [first, second] = std::minmax((*relation)->person_id, (*relation)->relative_id);
    Relations& others = by_pair[{first, second}];
    for (const auto* other : others) {
      if (period_of(other->record).overlaps(period_of(relation->record))) {
        found.push_back(violation(*relation, "relations_overlap",
                                  "expected one relation between two persons on a day, found " +
                                      told(other->record) + " and " + told(relation->record)));
        break;
      }
    }
    others.push_back(relation);
  }
}

/// Blames the relation, or the person whose birth date was recorded after it.
Violation of_births(const Recorded<Relation>& relation, const Recorded<Person>& person,
                    const Recorded<Person>& relative, const std::string& code,
                    const std::string& sentence) {
  return person.recording > relative.recording ? violation(relation, person, code, sentence)
                                               : violation(relation, relative, code, sentence);
}

void check_births(const Relations& relations, std::span<const Recorded<Person>> persons,
                  std::vector<Violation>& found) {
  std::map<PersonId, const Recorded<Person>*> by_id;
  for (const auto& person : persons) {
    if (person->born) {
      by_id.emplace(person.id, &person);
    }
  }
  const auto born = [&](PersonId id) {
    const auto at = by_id.find(id);
    return at == by_id.end() ? nullptr : at->second;
  };
  for (const auto* relation : relations) {
    const auto* person = born((*relation)->person_id);
    const auto* relative = born((*relation)->relative_id);
    for (const auto* one : {person, relative}) {
      if (one != nullptr && (*relation)->from && (*one)->born->earliest() > *(*relation)->from) {
        found.push_back(violation(*relation, *one, "born_after_relation",
                                  "expected a relation to begin once both persons are born, found "
                                  "one from " +
                                      (*relation)->from->to_string() +
                                      ", before the birth of one of them"));
      }
    }
    if ((*relation)->kind == RelationKind::parent_of && person != nullptr && relative != nullptr &&
        (*person)->born->earliest() >= (*relative)->born->latest()) {
      found.push_back(of_births(*relation, *person, *relative, "parent_younger_than_child",
                                "expected a parent born before the child, found one born on the "
                                "same day or later by all readings of both birth dates"));
    }
  }
}

/// The relations of parents without those of whom all ancestors are known to end somewhere: what is
/// left is a circle, or hangs below one.
Relations parents_in_circles(const Relations& relations) {
  std::map<PersonId, std::size_t> parents_left;
  std::map<PersonId, std::vector<PersonId>> children_of;
  for (const auto* relation : relations) {
    if ((*relation)->kind == RelationKind::parent_of) {
      ++parents_left[(*relation)->relative_id];
      parents_left.try_emplace((*relation)->person_id);
      children_of[(*relation)->person_id].push_back((*relation)->relative_id);
    }
  }
  std::vector<PersonId> settled;
  for (const auto& [person, count] : parents_left) {
    if (count == 0) {
      settled.push_back(person);
    }
  }
  for (std::size_t at = 0; at < settled.size(); ++at) {
    for (const PersonId child : children_of[settled[at]]) {
      if (--parents_left[child] == 0) {
        settled.push_back(child);
      }
    }
  }
  Relations left;
  std::ranges::copy_if(relations, std::back_inserter(left), [&](const auto* relation) {
    return (*relation)->kind == RelationKind::parent_of &&
           parents_left[(*relation)->relative_id] > 0;
  });
  return left;
}

void check_ancestors(const Relations& relations, std::vector<Violation>& found) {
  std::map<PersonId, std::vector<PersonId>> parents_of;
  for (const auto* relation : parents_in_circles(relations)) {
    const PersonId child = (*relation)->relative_id;
    std::vector<PersonId> line{(*relation)->person_id};
    std::set<PersonId> seen{line.front()};
    for (std::size_t at = 0; at < line.size(); ++at) {
      for (const PersonId parent : parents_of[line[at]]) {
        if (seen.insert(parent).second) {
          line.push_back(parent);
        }
      }
    }
    if (seen.contains(child)) {
      found.push_back(violation(*relation, "own_ancestor",
                                "expected parents who do not descend from their child, found a "
                                "person who would be their own ancestor"));
    } else {
      parents_of[child].push_back((*relation)->person_id);
    }
  }
}

} // namespace

std::vector<Violation> violations_of_relations(std::span<const Recorded<Relation>> relations,
                                               std::span<const Recorded<Person>> persons) {
  Relations in_order;
  for (const auto& relation : relations) {
    if (relation->person_id != relation->relative_id) { // refused by itself
      in_order.push_back(&relation);
    }
  }
  std::ranges::sort(in_order, recorded_before);
  std::vector<Violation> found;
  check_pairs(in_order, found);
  check_births(in_order, persons, found);
  check_ancestors(in_order, found);
  return found;
}

std::vector<Violation> violations_of_consents(const Recorded<Guardianship>& guardianship,
                                              std::span<const Recorded<GuardianConsent>> consents) {
  std::vector<Violation> found;
  for (const auto& consent : consents) {
    if (consent->guardianship_id == guardianship.id &&
        !period_of(guardianship.record).contains(consent->on)) {
      found.push_back(violation(consent, guardianship, "consent_outside_guardianship",
                                "expected a consent within the guardianship, found one of " +
                                    consent->on.to_string() + ", when it did not hold"));
    }
  }
  return found;
}

std::vector<Violation> violations_of_claims(std::span<const Recorded<AsylumProcedure>> procedures,
                                            std::span<const Recorded<NoAsylumClaim>> none) {
  std::vector<Violation> found;
  for (const auto& looked_up : none) {
    for (const auto& procedure : procedures) {
      if (procedure->person_id == looked_up->person_id && procedure->applied_on <= looked_up->on) {
        found.push_back(violation(looked_up, procedure, "asylum_was_asked_for",
                                  "expected no asylum procedure of who had never asked for asylum "
                                  "by " +
                                      looked_up->on.to_string() + ", found one of " +
                                      procedure->applied_on.to_string()));
      }
    }
  }
  return found;
}

} // namespace libcase

#include "register/import_parts.hpp"

#include <map>

namespace libcase {

ImportParts::ImportParts(ImportState& state, std::span<PendingWrite* const> writes)
    : state_(state) {
  for (const PendingWrite* write : writes) {
    const std::size_t node = sets_.add();
    write_nodes_.push_back(node);
    const ImportRow& row = state.row_of(*write);
    if (row.subject != no_subject) {
      sets_.join(node, node_of_subject(row.subject));
    }
    for (const auto& link : state.input.links_of(row)) {
      sets_.join(node, node_of_subject(link.subject));
    }
  }
}

std::set<std::size_t> ImportParts::parts_of(std::span<PendingWrite* const> writes,
                                            std::span<const Violation> violations) {
  std::set<std::size_t> all;
  std::unordered_map<std::int64_t, std::size_t> by_id;
  for (std::size_t at = 0; at < writes.size(); ++at) {
    const std::size_t part = sets_.find(write_nodes_[at]);
    all.insert(part);
    if (!writes[at]->problem) {
      by_id.emplace(writes[at]->id, part);
    }
  }
  std::set<std::size_t> parts;
  for (const auto& violation : violations) {
    const auto named = by_id.find(violation.id);
    const std::size_t part =
        named != by_id.end() ? named->second : sets_.find(node_of_id(violation.id));
    if (!all.contains(part)) {
      return all;
    }
    parts.insert(part);
  }
  return parts;
}

std::vector<std::vector<PendingWrite*>>
ImportParts::writes_in(std::span<PendingWrite* const> writes, const std::set<std::size_t>& parts) {
  std::map<std::size_t, std::vector<PendingWrite*>> found;
  for (const std::size_t part : parts) {
    found[sets_.find(part)];
  }
  for (std::size_t at = 0; at < writes.size(); ++at) {
    if (const auto part = found.find(sets_.find(write_nodes_[at])); part != found.end()) {
      part->second.push_back(writes[at]);
    }
  }
  std::vector<std::vector<PendingWrite*>> lists;
  for (auto& [part, list] : found) {
    lists.push_back(std::move(list));
  }
  return lists;
}

void ImportParts::join(const std::set<std::size_t>& parts) {
  for (const std::size_t part : parts) {
    sets_.join(part, *parts.begin());
  }
}

std::size_t ImportParts::node_of_subject(std::uint32_t subject) {
  const auto [found, is_new] = subject_nodes_.try_emplace(subject);
  if (is_new) {
    const SubjectState& state = state_.subjects[subject];
    found->second = state.id == 0 ? sets_.add() : node_of_id(state.id);
  }
  return found->second;
}

std::size_t ImportParts::node_of_id(std::int64_t id) {
  if (const auto found = id_nodes_.find(id); found != id_nodes_.end()) {
    return found->second;
  }
  const std::size_t node = id_nodes_[id] = sets_.add();
  RecordTable* table = state_.connection.table_of(id);
  const auto current = table == nullptr ? std::nullopt : table->current(id);
  if (!current) {
    return node;
  }
  Statement statement = table->select(R"(WHERE "row" = ?)");
  statement.bind(1, current->row);
  statement.step();
  const AnyRecord record = table->record(statement);
  for (const Column& column : table->kind().columns) {
    const Cell cell = column.get(data_of(record));
    if (column.kind == ColumnKind::link && !is_empty(cell)) {
      sets_.join(node, node_of_id(std::get<std::int64_t>(cell)));
    }
  }
  return node;
}

} // namespace libcase

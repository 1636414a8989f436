#include <algorithm>

#include <libcase/records/all.hpp>
#include <libcase/records/attachment.hpp>

#include "records/attachable.hpp"

namespace libcase {

namespace {

std::size_t index_of(std::span<const RecordKind* const> kinds, const RecordKind& kind) {
  return static_cast<std::size_t>(std::ranges::find(kinds, &kind) - kinds.begin());
}

class Attachments {
public:
  explicit Attachments(std::span<const RecordKind* const> kinds)
      : kinds_(kinds), persons_(index_of(kinds, record_kind<Person>())),
        cases_(index_of(kinds, record_kind<Case>())), result_(kinds.size()) {}

  std::vector<KindAttachment> run() {
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) { // each after those it links to
      describe(kind);
    }
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
      find_links_to_those_by_links(kind);
    }
    return std::move(result_);
  }

private:
  std::vector<AttachingLink> links_from(std::size_t kind) const {
    std::vector<AttachingLink> links;
    for (const Column& column : kinds_[kind]->columns) {
      if (is_link_to_kind(column)) {
        links.push_back(
            {.from = kind, .to = index_of_table(kinds_, column.links_to), .column = &column});
      }
    }
    return links;
  }

  void describe(std::size_t kind) {
    KindAttachment& own = result_[kind];
    const Nearness nearest = nearest_link(kinds_, kind);
    for (const AttachingLink& link : links_from(kind)) {
      if (link.to == kind) {
        own.within.push_back(link);
      } else if (kind != cases_ && nearest != Nearness::none &&
                 nearness_of(kinds_, link.to) == nearest) {
        own.links.push_back(link);
      }
    }
    if (kind == cases_) {
      own.by = Attachment::itself;
    } else if (kind == persons_) {
      own.by = Attachment::links;
    } else if (nearest >= Nearness::record_of_case) {
      own.by = Attachment::cases;
    } else if (nearest != Nearness::none) {
      own.by = Attachment::persons;
    }
  }

  /// Whether records of a kind may name persons who are no members.
  bool names_persons(std::size_t kind) const {
    const KindAttachment& own = result_[kind];
    return own.by == Attachment::itself || own.by == Attachment::cases ||
           (own.by == Attachment::persons && own.links.size() > 1);
  }

  void find_links_to_those_by_links(std::size_t kind) {
    for (const AttachingLink& link : links_from(kind)) {
      KindAttachment& target = result_[link.to];
      if (link.to == persons_ ? names_persons(kind)
                              : target.by == Attachment::none || target.by == Attachment::links) {
        target.by = Attachment::links;
        target.linked_by.push_back(link);
      }
    }
  }

  std::span<const RecordKind* const> kinds_;
  std::size_t persons_;
  std::size_t cases_;
  std::vector<KindAttachment> result_;
};

void read(std::size_t kind, std::vector<bool>& is_read) {
  if (is_read[kind]) {
    return;
  }
  is_read[kind] = true;
  const KindAttachment& attachment = record_attachments()[kind];
  for (const AttachingLink& link : attachment.links) {
    read(link.to, is_read);
  }
  if (record_kinds()[kind] != &record_kind<Person>()) { // those whom records name that are read
    for (const AttachingLink& link : attachment.linked_by) {
      read(link.from, is_read);
    }
  }
}

} // namespace

std::vector<KindAttachment> attachments_of(std::span<const RecordKind* const> kinds) {
  return Attachments{kinds}.run();
}

std::span<const KindAttachment> record_attachments() {
  static const std::vector<KindAttachment> attachments = attachments_of(record_kinds());
  return attachments;
}

const KindAttachment& attachment_of(const RecordKind& kind) {
  return record_attachments()[index_of(record_kinds(), kind)];
}

std::vector<bool> kinds_to_hold(std::span<const RecordKind* const> wanted) {
  if (wanted.empty()) {
    static const std::vector<bool> all = kinds_to_hold(record_kinds());
    return all;
  }
  std::vector<bool> is_held(record_kinds().size());
  const auto hold = [&](const RecordKind& kind) {
    const std::size_t index = index_of(record_kinds(), kind);
    is_held[index] = record_attachments()[index].by != Attachment::none;
  };
  for (const RecordKind* kind : wanted) {
    hold(*kind);
  }
  hold(record_kind<Person>());
  hold(record_kind<Case>());
  hold(record_kind<UnitMember>());
  return is_held;
}

std::vector<bool> kinds_to_read(std::span<const RecordKind* const> wanted) {
  if (wanted.empty()) {
    static const std::vector<bool> all = kinds_to_read(record_kinds());
    return all;
  }
  const std::vector<bool> is_held = kinds_to_hold(wanted);
  std::vector<bool> is_read(is_held.size());
  for (std::size_t kind = 0; kind < is_held.size(); ++kind) {
    if (is_held[kind]) {
      read(kind, is_read);
    }
  }
  return is_read;
}

std::int64_t linked_id(const AttachingLink& link, const void* record) {
  const Cell cell = link.column->get(record);
  return is_empty(cell) ? 0 : std::get<std::int64_t>(cell);
}

} // namespace libcase

// How records belong to cases: by their links, said once. Whoever reads the file of a case, reads
// the files of all cases, or writes records in an order that their links allow, goes by this.
#ifndef LIBCASE_RECORDS_ATTACHMENT_HPP
#define LIBCASE_RECORDS_ATTACHMENT_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// By what the records of a kind stand in the file of a case.
enum class Attachment : std::uint8_t {
  none,    ///< they stand in no file
  itself,  ///< they are the cases
  cases,   ///< they link to a case, or to a record that is attached like this
  persons, ///< they link to persons, whose units' files they stand in, or to a record like this
  links,   ///< records of a file link to them: persons do, and what stands by itself, as projects
};

/// A member of one kind that links to records of another kind, or of its own.
struct AttachingLink {
  std::size_t from;     ///< the kind whose member it is
  std::size_t to;       ///< the kind that it links to
  const Column* column; ///< the member itself
};

/// How the records of one kind belong to cases. Kinds are named by their index in the list.
struct KindAttachment {
  Attachment by = Attachment::none;
  /// Towards the cases or the persons; each of them brings a record into a file. Only the links
  /// that lead nearest are among them, at least one of which no record leaves empty: a link to a
  /// case is nearer than one to a record of its file, and that is nearer than one to a person.
  std::vector<AttachingLink> links{};
  /// Of a kind that is attached by links: the links from records that may bring it into a file.
  std::vector<AttachingLink> linked_by{};
  /// The links to records of the same kind: these are written first.
  std::vector<AttachingLink> within{};
};

/// The attachments of kinds, each after the kinds that it links to; cases, persons and unit members
/// are among them.
std::vector<KindAttachment> attachments_of(std::span<const RecordKind* const> kinds);

/// The attachments of all kinds, in the order of `record_kinds()`.
std::span<const KindAttachment> record_attachments();
/// The attachment of one kind.
const KindAttachment& attachment_of(const RecordKind& kind);

/// Which kinds must be read so that the files of cases hold these kinds (all where empty), persons,
/// cases and memberships: they, and those whose records lead to them.
std::vector<bool> kinds_to_read(std::span<const RecordKind* const> wanted);
/// Which kinds the files of cases then hold.
std::vector<bool> kinds_to_hold(std::span<const RecordKind* const> wanted);

/// The id in a link of a record; 0 where it is empty.
std::int64_t linked_id(const AttachingLink& link, const void* record);

} // namespace libcase

#endif // LIBCASE_RECORDS_ATTACHMENT_HPP

// Register, Recording and CaseFile. The package wraps all three.
#include "casters.hpp"
#include "open_register.hpp"

#include <algorithm>
#include <cstdint>

#include <boost/mp11/algorithm.hpp>

#include <libcase/register/audit.hpp>
#include <libcase/rules/award_use.hpp>
#include <libcase/rules/exchange_difference.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase::python {

namespace {

using Shared = std::shared_ptr<OpenRegister>;

/// A recording by its number within its register; undone where Python lets it go.
struct OpenRecording {
  OpenRecording(Shared reg, std::int64_t its_number) : owner(std::move(reg)), number(its_number) {}
  OpenRecording(OpenRecording&&) noexcept = default;
  OpenRecording& operator=(OpenRecording&&) = delete;
  ~OpenRecording() {
    if (owner) {
      owner->abandon_recording(number);
    }
  }

  Shared owner;
  std::int64_t number;

  template <class Work>
  auto with(Work&& work) const {
    return owner->with_recording(number, std::forward<Work>(work));
  }
};

py::object typed_id(const RecordKind& kind, RecordId id) {
  return id_to_python(kind.table, id.value);
}

/// The id of a record of that kind.
RecordId id_of_kind(const AnyRecord& record, const py::object& id) {
  return {id_from_python(kind_of(record).table, id)};
}

/// A clock in Python, which needs the interpreter's lock to be asked and to be let go.
std::function<Instant()> clock_from_python(const py::object& clock) {
  if (clock.is_none()) {
    return {};
  }
  std::shared_ptr<py::object> held{new py::object{clock}, [](py::object* object) {
                                     const py::gil_scoped_acquire locked;
                                     delete object;
                                   }};
  return [held] {
    const py::gil_scoped_acquire locked;
    return instant_from_python((*held)());
  };
}

/// From seconds; what is beyond all limits is the longest wait there is.
std::chrono::milliseconds timeout_from_python(double seconds) {
  if (!(seconds >= 0)) { // a NaN is not, either
    throw InvalidValue("invalid_timeout", "expected a busy_timeout of 0 seconds or more, found a "
                                          "negative one or no number");
  }
  constexpr double longest = 1e9;
  return std::chrono::milliseconds{static_cast<std::int64_t>(std::min(seconds, longest) * 1000)};
}

Shared open_register(const FilePath& path, Text actor, bool read_only, const py::object& clock,
                     double busy_timeout, bool trusts_clock,
                     const std::optional<SafeguardRules>& safeguards) {
  OpenOptions options{.actor = std::move(actor.value),
                      .read_only = read_only,
                      .clock = clock_from_python(clock),
                      .trusts_clock = trusts_clock,
                      .busy_timeout = timeout_from_python(busy_timeout)};
  if (safeguards) {
    options.safeguards = std::make_shared<const SafeguardRules>(*safeguards);
  }
  const py::gil_scoped_release unlocked;
  return std::make_shared<OpenRegister>(Register::open(path.value, std::move(options)));
}

py::list record_all(OpenRegister& self, const std::vector<AnyRecord>& records, Text why) {
  const auto ids = self.with_register(
      [&](Register& reg) { return reg.record_all(records, std::move(why.value)); });
  py::list typed;
  for (std::size_t index = 0; index < ids.size(); ++index) {
    typed.append(typed_id(kind_of(records[index]), ids[index]));
  }
  return typed;
}

py::list all_of_kind(const CaseFile& file, const py::object& record_class) {
  constexpr auto kind_count = boost::mp11::mp_size<AllRecords>::value;
  py::list found;
  boost::mp11::mp_with_index<kind_count>(kind_index_from_python(record_class), [&](auto index) {
    for (const auto& recorded : file.all<boost::mp11::mp_at<AllRecords, decltype(index)>>()) {
      found.append(py::make_tuple(recorded.id, recorded.row, recorded.recording,
                                  AnyRecord{recorded.record}));
    }
  });
  return found;
}

void register_recording(py::module_& module) {
  py::class_<OpenRecording>(module, "Recording")
      .def("record",
           [](const OpenRecording& self, const AnyRecord& record) {
             const RecordId id =
                 self.with([&](Recording& recording) { return recording.record_any(record); });
             return typed_id(kind_of(record), id);
           })
      .def("replace",
           [](const OpenRecording& self, const py::object& id, const AnyRecord& record,
              Whole expected_version) {
             const RecordId known = id_of_kind(record, id);
             self.with([&](Recording& recording) {
               recording.replace_any(known, record, expected_version.value);
             });
           })
      .def("withdraw",
           [](const OpenRecording& self, RecordId id, const Text& why) {
             self.with([&](Recording& recording) { recording.withdraw_any(id, why.value); });
           })
      .def("refer",
           [](const OpenRecording& self, const Text& reference, RecordId id,
              const py::object& record_class) {
             const RecordKind& kind = *record_kinds()[kind_index_from_python(record_class)];
             self.with([&](Recording& recording) { recording.refer(kind, reference.value, id); });
           })
      .def("commit",
           [](const OpenRecording& self) {
             RecordingHeader header =
                 self.with([](Recording& recording) { return recording.commit(); });
             self.owner->end_recording(self.number);
             return header;
           })
      .def("roll_back", [](const OpenRecording& self) { self.owner->end_recording(self.number); });
}

void register_case_file(py::module_& module) {
  py::class_<CaseFile>(module, "CaseFile")
      .def_property_readonly("id", &CaseFile::id)
      .def_property_readonly("known_at_recording", &CaseFile::known_at_recording)
      .def("all", &all_of_kind)
      .def("person",
           [](const CaseFile& self, PersonId id) {
             const Person* person = self.person(id);
             return person == nullptr ? py::object{py::none()} : record_to_python(*person);
           })
      .def("members_on",
           [](const CaseFile& self, Date day) {
             py::list members;
             for (const Member& member : self.members_on(day)) {
               members.append(py::make_tuple(member.person_id, member.role));
             }
             return members;
           })
      .def("composition_on", &composition_on)
      .def("line_accounts", &line_accounts)
      .def("exchange_differences", &exchange_differences);
}

} // namespace

void register_register(py::module_& module) {
  using When = std::optional<Instant>;
  register_recording(module);
  register_case_file(module);
  py::class_<OpenRegister, Shared>(module, "Register")
      .def_static("open", &open_register)
      .def("close", &OpenRegister::close)
      .def("open_case",
           [](OpenRegister& self, const Text& reference, Date on) {
             return self.with_register(
                 [&](Register& reg) { return reg.open_case(reference.value, on); });
           })
      .def("add_person",
           [](OpenRegister& self, const AnyRecord& person, const Text& reference) {
             if (!std::holds_alternative<Person>(person)) {
               throw py::type_error("expected a libcase.Person, found another record");
             }
             return self.with_register([&](Register& reg) {
               return reg.add_person(std::get<Person>(person), reference.value);
             });
           })
      .def("record_all", &record_all)
      .def("replace",
           [](OpenRegister& self, const py::object& id, const AnyRecord& record,
              Whole expected_version, Text why) {
             const RecordId known = id_of_kind(record, id);
             self.with_register([&](Register& reg) {
               reg.replace_any(known, record, expected_version.value, std::move(why.value));
             });
           })
      .def("withdraw",
           [](OpenRegister& self, RecordId id, Text why) {
             self.with_register([&](Register& reg) { reg.withdraw_any(id, std::move(why.value)); });
           })
      .def("recording",
           [](const Shared& self, Text why, When at) {
             const std::int64_t number =
                 self->begin_recording({.why = std::move(why.value), .at = at});
             return OpenRecording{self, number};
           })
      .def("file",
           [](OpenRegister& self, CaseId id, When as_known_at,
              const std::vector<py::object>& record_classes) {
             std::vector<const RecordKind*> kinds;
             for (const py::object& record_class : record_classes) {
               kinds.push_back(record_kinds()[kind_index_from_python(record_class)]);
             }
             return self.with_register(
                 [&](Register& reg) { return reg.file(id, as_known_at, kinds); });
           })
      .def("history",
           [](OpenRegister& self, RecordId id) {
             return self.with_register([&](Register& reg) { return reg.history(id); });
           })
      .def("find",
           [](OpenRegister& self, const py::object& record_class, const Text& reference,
              When as_known_at) {
             const RecordKind& kind = *record_kinds()[kind_index_from_python(record_class)];
             const auto id = self.with_register(
                 [&](Register& reg) { return reg.find(kind, reference.value, as_known_at); });
             return id ? typed_id(kind, *id) : py::object{py::none()};
           })
      .def("reference_of",
           [](OpenRegister& self, RecordId id, When as_known_at) {
             return self.with_register(
                 [&](Register& reg) { return reg.reference_of(id, as_known_at); });
           })
      .def("cases_open_on",
           [](OpenRegister& self, Date day, When as_known_at) {
             return self.with_register(
                 [&](Register& reg) { return reg.cases_open_on(day, as_known_at); });
           })
      .def("recording_header",
           [](OpenRegister& self, Whole number) {
             return self.with_register(
                 [&](Register& reg) { return reg.recording_header(number.value); });
           })
      .def("info",
           [](OpenRegister& self) {
             return self.with_register([](Register& reg) { return reg.info(); });
           })
      .def("backup",
           [](OpenRegister& self, const FilePath& copy) {
             self.with_register([&](Register& reg) { reg.backup(copy.value); });
           })
      .def("integrity_problems",
           [](OpenRegister& self) {
             return self.with_register([](Register& reg) { return reg.integrity_problems(); });
           })
      .def("verify", [](OpenRegister& self, std::optional<Digest> head) {
        return self.with_register([&](Register& reg) { return verify(reg, head); });
      });
}

} // namespace libcase::python

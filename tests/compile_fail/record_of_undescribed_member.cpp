#include <cstdint>

#include <boost/describe/class.hpp>

#include <libcase/describe/columns.hpp>

namespace libcase {

struct Weighed {
#ifdef LIBCASE_MISUSE
  double weight;
#else
  std::int64_t weight;
#endif
};
BOOST_DESCRIBE_STRUCT(Weighed, (), (weight))

} // namespace libcase

int main() {
  return libcase::record_kind<libcase::Weighed>().columns.empty() ? 1 : 0;
}

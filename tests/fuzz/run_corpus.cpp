// Runs a fuzz target over the files of folders, each as it is and cut off at some places: what the
// targets do in builds without a fuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argument_count, char** arguments) {
  constexpr std::size_t cuts = 8;
  int inputs = 0;
  for (int at = 1; at < argument_count; ++at) {
    for (const auto& entry : std::filesystem::directory_iterator{arguments[at]}) {
      std::ifstream file{entry.path(), std::ios::binary};
      const std::vector<char> bytes{std::istreambuf_iterator<char>{file}, {}};
      for (std::size_t cut = 0; cut <= cuts; ++cut) {
        const auto part = bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() * cut / cuts);
        const std::vector<std::uint8_t> input{bytes.begin(), part}; // a memory of its own
        LLVMFuzzerTestOneInput(input.data(), input.size());
        ++inputs;
      }
    }
  }
  std::printf("%d inputs\n", inputs);
  return inputs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

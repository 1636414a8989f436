// Processes race for what is left on a budget line: as many as it has room for win, the others are
// refused with what is left, and nothing is overspent.
//   race_for_budget ROUNDS
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/budget.hpp>
#include <libcase/register/register.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/builders.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

constexpr int racers = 4;
const Date day{2011, 9, 1};
const Money wanted = Money::euro_cents(100'000);
const Money rest = Money::euro_cents(75'000); // not enough for one more
constexpr const char* refusal =
    "expected at most 750.00 EUR, which are left on the budget line, found 1000.00 EUR";

/// How money is drawn in a round.
enum class Way : std::uint8_t { payment, award, amendment };

/// What a racer is to draw on.
struct Start {
  Way way;
  BudgetLineId budget;
  AwardId award;
  AwardLineId open;    ///< without ceiling
  AwardLineId unknown; ///< without an amount yet
  PersonId person;
};

struct Finish {
  bool has_won;
  std::array<char, 256> refusal;
};

void require(bool holds, const std::string& sentence) {
  if (!holds) {
    throw std::runtime_error(sentence);
  }
}

Register open_as(const char* actor, const fs::path& path) {
  return Register::open(path, {.actor = actor, .busy_timeout = std::chrono::seconds{60}});
}

AwardLine a_line(AwardId award, BudgetLineId budget) {
  return {.award_id = award,
          .programme = ProgrammeCode{"HRT"},
          .support = Support::cash,
          .budget_line_id = budget};
}

void draw(Register& reg, const Start& start) {
  switch (start.way) {
  case Way::payment:
    reg.record(CashPayment{.award_line_id = start.open,
                           .person_id = start.person,
                           .amount = wanted,
                           .ordered_on = day});
    return;
  case Way::award: {
    AwardLine line = a_line(start.award, start.budget);
    line.amount = wanted;
    reg.record(line);
    return;
  }
  case Way::amendment:
    reg.record(Amendment{start.unknown, day, wanted, "a reason"});
  }
}

/// Draws each time it is told to, until nobody tells it any more.
void race(const fs::path& path, int starts, int finishes) {
  Register reg = open_as("a racer", path);
  Start start{};
  while (read(starts, &start, sizeof start) == sizeof start) {
    Finish finish{.has_won = true, .refusal = {}};
    try {
      draw(reg, start);
    } catch (const Error& error) {
      finish.has_won = false;
      const std::string text =
          error.code() == "above_budget" ? error.what() : error.code() + ": " + error.what();
      std::strncpy(finish.refusal.data(), text.c_str(), finish.refusal.size() - 1);
    }
    require(write(finishes, &finish, sizeof finish) == sizeof finish, "the pipe is closed");
  }
}

/// A process with the register open, which waits to be told.
struct Racer {
  explicit Racer(const fs::path& path, const std::vector<Racer>& others) {
    int start[2];
    int finish[2];
    require(pipe(start) == 0 && pipe(finish) == 0, "no pipe");
    process = fork();
    if (process == 0) {
      close(start[1]);
      close(finish[0]);
      for (const Racer& other : others) {
        close(other.starts);
        close(other.finishes);
      }
      try {
        race(path, start[0], finish[1]);
        _exit(EXIT_SUCCESS);
      } catch (const std::exception& error) {
        std::fprintf(stderr, "racer: %s\n", error.what());
      }
      _exit(EXIT_FAILURE);
    }
    close(start[0]);
    close(finish[1]);
    starts = start[1];
    finishes = finish[0];
  }

  pid_t process = 0;
  int starts = 0;
  int finishes = 0;
};

/// A budget line with room for so many, and a case for each racer.
std::vector<Start> prepared(Register& reg, Way way, int room) {
  std::vector<Start> starts;
  Recording recording = reg.recording();
  const auto budget = recording.record(BudgetLine{.code = "6-2011",
                                                  .from = Date{2011, 1, 1},
                                                  .until = Date{2012, 1, 1},
                                                  .amount = wanted * room + rest,
                                                  .source = "made up"});
  for (int racer = 0; racer < racers; ++racer) {
    const CaseId id = recording.record(Case{opened_on});
    const PersonId person = recording.record(a_person());
    recording.record(UnitMember{id, person, Role::principal, opened_on});
    const AwardId award = recording.record(Award{.case_id = id, .on = day});
    AwardLine open = a_line(award, budget);
    open.is_uncapped = true;
    const AwardLineId unknown = recording.record(a_line(award, budget));
    starts.push_back({way, budget, award, recording.record(open), unknown, person});
  }
  recording.commit();
  return starts;
}

void run_round(Register& reg, const std::vector<Racer>& all, int round) {
  const int room = 1 + round % 2;
  const auto starts = prepared(reg, static_cast<Way>(round % 3), room);
  for (std::size_t at = 0; at < all.size(); ++at) {
    require(write(all[at].starts, &starts[at], sizeof(Start)) == sizeof(Start), "no racer");
  }
  int won = 0;
  for (const Racer& racer : all) {
    Finish finish{};
    require(read(racer.finishes, &finish, sizeof finish) == sizeof finish, "a racer is gone");
    won += finish.has_won ? 1 : 0;
    require(finish.has_won || std::string{finish.refusal.data()} == refusal, finish.refusal.data());
  }
  require(won == room,
          "room for " + std::to_string(room) + ", and " + std::to_string(won) + " have won");
}

} // namespace

int main(int argument_count, char** arguments) {
  const int rounds = argument_count > 1 ? std::atoi(arguments[1]) : 20;
  const TempFolder folder;
  const fs::path path = folder.path() / "cases.db";
  int round = 0;
  try {
    open_as("an office", path); // made before anybody races
    std::vector<Racer> all;
    for (int racer = 0; racer < racers; ++racer) {
      all.emplace_back(path, all);
    }
    Register reg = open_as("an office", path);
    for (; round < rounds; ++round) {
      run_round(reg, all, round);
    }
    for (const Racer& racer : all) {
      close(racer.starts);
      int status = 0;
      waitpid(racer.process, &status, 0);
      require(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS, "a racer has failed");
    }
    const Verification verification = verify(reg);
    require(verification.is_sound(),
            verification.is_sound() ? "" : verification.found.front().what);
    for (const BudgetAccount& account : budget_accounts(reg)) {
      require(account.free() == rest, "left is " + account.free().to_string());
    }
  } catch (const std::exception& error) {
    std::printf("round %d: %s\n", round + 1, error.what());
    return EXIT_FAILURE;
  }
  std::printf("%d rounds of %d processes: nothing was overspent\n", rounds, racers);
  return EXIT_SUCCESS;
}

// The connection of a register, which is for the sources of this floor alone.
#pragma once

#include <libcase/register/register.hpp>

#include "register/connection.hpp"

namespace libcase {

struct RegisterAccess {
  static Connection& connection(const Register& reg) noexcept { return *reg.connection_; }
};

/// The connection of a register. Throws WrongState (`other_process`).
inline Connection& connection_of(const Register& reg) {
  Connection& connection = RegisterAccess::connection(reg);
  connection.require_own_process();
  return connection;
}

} // namespace libcase

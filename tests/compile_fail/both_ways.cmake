# Compiles SOURCE as it is, which must work, and with LIBCASE_MISUSE defined, which must not.
string(REPLACE "|" ";-I" includes "-I${INCLUDES}")
set(compile ${COMPILER} -std=c++20 -fsyntax-only ${includes} ${SOURCE})

execute_process(COMMAND ${compile} RESULT_VARIABLE failed ERROR_VARIABLE output)
if(failed)
  message(FATAL_ERROR "the rightful use does not compile:\n${output}")
endif()
execute_process(COMMAND ${compile} -DLIBCASE_MISUSE RESULT_VARIABLE failed ERROR_VARIABLE output)
if(NOT failed)
  message(FATAL_ERROR "the misuse compiles")
endif()

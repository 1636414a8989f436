# What the compilers are asked to report, each with the reason it is on.
function(libcase_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra   # the ordinary mistakes
    -Wpedantic      # stay within the standard: two compilers build this
    -Wconversion    # cents and counts must not be narrowed silently
    -Wshadow        # a hidden name is a misread name
    # GCC 12 alone sees overlaps and overflows in "text" + string that are not there
    # (gcc.gnu.org/PR105651).
    "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict;-Wno-stringop-overflow;-Wno-array-bounds>"
    $<$<BOOL:${LIBCASE_WARNINGS_AS_ERRORS}>:-Werror>
  )
endfunction()

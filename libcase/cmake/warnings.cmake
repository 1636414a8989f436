# What the compilers are asked to report, each with the reason it is on.
function(libcase_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra   # the ordinary mistakes
    -Wpedantic      # stay within the standard: two compilers build this
    -Wconversion    # cents and counts must not be narrowed silently
    -Wshadow        # a hidden name is a misread name
    $<$<BOOL:${LIBCASE_WARNINGS_AS_ERRORS}>:-Werror>
  )
endfunction()

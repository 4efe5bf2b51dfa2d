import Testing

/// What is said of calls that no row of the function tables takes.
@Suite struct CallMessageTests {
    @Test func calls() {
        expectTranscript(
            #"""
            > lowr("A")
            line 1: there is no function 'lowr'
              lowr("A")
              ^^^^
              try: lower

            > lower()
            line 1: 'lower' wants a value
              lower()
              ^^^^^^^
              it is written  lower(x)

            > lower(5)
            line 1: text is wanted here, not a whole number
              lower(5)
                    ^

            > from kinds | keep x = s.lower()
            line 1: 'lower' is written before its value, not after a dot
              from kinds | keep x = s.lower()
                                      ^^^^^
              try: lower(s)

            > from kinds | keep x = s.length
            line 1: text has no part 'length'
              from kinds | keep x = s.length
                                      ^^^^^^
              try: length(s)
              'length' is a function

            > from kinds | keep x = size(i)
            line 1: 'size' does not take a whole number here
              from kinds | keep x = size(i)
                                         ^
              it is written  size(x)

            > from kinds | keep x = parse_number(s, os)
            line 1: this must be the same for every row
              from kinds | keep x = parse_number(s, os)
                                                    ^^

            > working_days(@2019-01-28, @2019-02-15, holidays: vn)
            line 1: 'working_days' has no argument 'holidays' here
              working_days(@2019-01-28, @2019-02-15, holidays: vn)
                                                     ^^^^^^^^
              it is written  working_days(a, b, calendar?)

            > lower("A" where true)
            line 1: only an aggregate takes a 'where' inside its parentheses
              lower("A" where true)
                              ^^^^

            > lower("A" desc)
            line 1: 'lower' has no order
              lower("A" desc)
                    ^^^
              'desc' and 'asc' stand in  sort, along, rank  and the like

            > fn f(x: int) = x
            > f(1, 2)
            line 2: 'f' takes 1 value, and here are 2
              f(1, 2)
              ^^^^^^^
              it is written  f(x)
            """#)
    }
}

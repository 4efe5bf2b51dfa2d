import Testing

/// What is said of values that do not go together.
@Suite struct TypeMessageTests {
    @Test func numbers() {
        expectTranscript(
            #"""
            > from kinds | where i > "5"
            line 1: a whole number and text do not go together with '>'
              from kinds | where i > "5"
                                 ^^^^^^^
              try: 5
              text becomes a number with  parse_number(x, "vi"), a number becomes text with  "{x}"

            > from kinds | where vnd > i
            line 1: money in VND and a plain number do not go together with '>'
              from kinds | where vnd > i
                                 ^^^^^^^
              one side is money, the other a plain number

            > from kinds | keep x = vnd + usd
            line 1: money in VND and money in USD cannot be put together
              from kinds | keep x = vnd + usd
                                    ^^^^^^^^^
              convert one of them with a rate and its date, or keep them apart

            > from kinds | keep x = vnd * vnd
            line 1: money is not multiplied by money
              from kinds | keep x = vnd * vnd
                                    ^^^^^^^^^

            > from kinds | where r > 0.95
            line 1: a ratio and a number do not go together with '>'
              from kinds | where r > 0.95
                                 ^^^^^^^^
              try: 95%
              write the number as a percentage, such as  95%

            > from kinds | keep x = r + share
            line 1: two ratios do not add up: their wholes differ
              from kinds | keep x = r + share
                                    ^^^^^^^^^
              add the counts and divide again:  (a + b) per (c + d)

            > from kinds | keep x = r + pt
            line 1: a ratio and percentage points are not added: points are the distance of two ratios
              from kinds | keep x = r + pt
                                    ^^^^^^
              compare the distance:  a - b <= 0.1 points

            > from kinds | where pt > 0.1
            line 1: percentage points and a number do not go together with '>'
              from kinds | where pt > 0.1
                                 ^^^^^^^^
              try: 0.1 points
              write the number as percentage points, such as  0.1 points
            """#)
    }

    @Test func others() {
        expectTranscript(
            #"""
            > from kinds | where day == "2019-06-30"
            line 1: a date and text do not go together with '=='
              from kinds | where day == "2019-06-30"
                                 ^^^^^^^^^^^^^^^^^^^
              try: @2019-06-30
              a date is written  @2019-06-30; a text column becomes one with  parse_date(x, "dd/MM/yyyy")

            > from kinds | where day in "2019"
            line 1: a list, a period or a pipeline in parentheses is wanted here, not text
              from kinds | where day in "2019"
                                        ^^^^^^
              try: @2019
              such as  in ["a", "b"]  or  in @2019-H1

            > from kinds | where day == @2019-06
            line 1: a day is never equal to a longer period
              from kinds | where day == @2019-06
                                 ^^^^^^^^^^^^^^^
              try: in
              to ask whether it lies inside, write 'in' instead of '=='

            > from kinds | where day in @2019-06-30
            line 1: a day holds nothing but itself
              from kinds | where day in @2019-06-30
                                 ^^^^^^^^^^^^^^^^^^
              try: ==
              write '==' instead of 'in'

            > from kinds | keep x = day + 5
            line 1: a date and a whole number do not go together with '+'
              from kinds | keep x = day + 5
                                    ^^^^^^^
              try: 5 days
              a length of time has a unit, such as  5 days  or  3 working days

            > from kinds | keep x = at ?? day
            line 1: a date with a time and a date do not go together with '??'
              from kinds | keep x = at ?? day
                                    ^^^^^^^^^
              take the day of the other:  at.date

            > from kinds | keep x = day.century
            line 1: a date has no part 'century'
              from kinds | keep x = day.century
                                        ^^^^^^^
              its parts are: date, year, half, quarter, month, week, day, weekday, hour

            > from kinds | keep x = p.date
            line 1: a period is not one date
              from kinds | keep x = p.date
                                    ^^^^^^
              its ends are  start_of(p)  and  end_of(p)

            > from kinds | where unit == "Huyện Ý Yên"
            line 1: a link to units and text do not go together with '=='
              from kinds | where unit == "Huyện Ý Yên"
                                 ^^^^^^^^^^^^^^^^^^^^^
              try: unit.name
              compare its key or its name:  unit.id  or  unit.name

            > from kinds | where unit ~ "Ý Yên"
            line 1: text is wanted here, not a link to units
              from kinds | where unit ~ "Ý Yên"
                                 ^^^^
              try: unit.name
              a link has several texts: name the one that is meant

            > from kinds | where s in (from units | keep parent)
            line 1: text and a link to units do not go together with 'in'
              from kinds | where s in (from units | keep parent)
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              try: from units | keep parent.name
              compare its key or its name:  from units | keep parent.id  or  from units | keep parent.name

            > from kinds | where unit == procedure
            line 1: a link to units and a link to procedures do not go together with '=='
              from kinds | where unit == procedure
                                 ^^^^^^^^^^^^^^^^^
              one links to units, the other to procedures

            > from kinds | where level == "hihg"
            line 1: 'hihg' is not one of the values here
              from kinds | where level == "hihg"
                                          ^^^^^^
              try: "high"
              they are: "low", "high"

            > from kinds | where level < size
            line 1: these two lists of values have different orders
              from kinds | where level < size
                                 ^^^^^^^^^^^^
              compare them with '==', or each with one of its own values

            > from kinds | keep x = s + "!"
            line 1: texts are not added
              from kinds | keep x = s + "!"
                                    ^^^^^^^
              try: "{s}!"
              put them into one text

            > from kinds | where s
            line 1: a condition is wanted here, not text
              from kinds | where s
                                 ^
              compare it, such as  … == "…"

            > from kinds | keep x = if b then 1 else "a"
            line 1: 'then' gives a whole number and 'else' gives text
              from kinds | keep x = if b then 1 else "a"
                                              ^^^^^^^^^^
              text becomes a number with  parse_number(x, "vi"), a number becomes text with  "{x}"

            > from kinds | keep x = [1, "a"]
            line 1: these values do not go together: a whole number and text
              from kinds | keep x = [1, "a"]
                                     ^^^^^^
              text becomes a number with  parse_number(x, "vi"), a number becomes text with  "{x}"

            > from kinds | keep x = i..i
            line 1: a range by itself needs two whole numbers, dates or periods
              from kinds | keep x = i..i
                                    ^^^^
              to compare, write  x in a..b

            > from kinds | keep x = 5..1
            line 1: this range ends before it begins
              from kinds | keep x = 5..1
                                    ^^^^
              try: 1..5
              the smaller or earlier end stands first

            > from kinds | where span == span
            line 1: a length of time cannot be compared with '=='
              from kinds | where span == span
                                 ^^^^^^^^^^^^

            > from kinds | sort span
            line 1: a length of time has no order
              from kinds | sort span
                                ^^^^

            > 1.5 days
            line 1: a length of time is a whole number here
              1.5 days
              ^^^^^^^^

            > 123456789012345678901234567890123456789
            line 1: this number has more digits than can be kept (38)
              123456789012345678901234567890123456789
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """#)
    }
}

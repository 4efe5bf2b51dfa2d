import Testing

/// What is said of stages that cannot do what they are asked.
@Suite struct StageMessageTests {
    @Test func columns() {
        expectTranscript(
            #"""
            > from dossiers | keep unit.name, procedure.agency.name
            line 1: two columns would both be called 'name'
              from dossiers | keep unit.name, procedure.agency.name
                                              ^^^^^^^^^^^^^^^^^^^^^
              try: procedure_agency_name = procedure.agency.name
              one of them needs another name

            > from dossiers | add fee = 1
            line 1: there already is a column 'fee'
              from dossiers | add fee = 1
                                  ^^^
              try: set
              to replace it, write 'set'

            > from dossiers | set fe = 1
            line 1: there is no column 'fe' to replace
              from dossiers | set fe = 1
                                  ^^
              try: fee
              a new column is made with 'add'

            > from dossiers | keep id, fee | rename fee = phí
            line 1: 'phí' is not a column of these rows
              from dossiers | keep id, fee | rename fee = phí
                                                          ^^^
              try: phí = fee
              the new name stands first:  rename phí = fee

            > from dossiers | keep id, due | rename due = hạn_trả, hạn_trả = id
            line 1: 'hạn_trả' is not a column of these rows
              from dossiers | keep id, due | rename due = hạn_trả, hạn_trả = id
                                                          ^^^^^^^
              try: hạn_trả = due
              the new name stands first:  rename hạn_trả = due

            > from dossiers | keep id | drop id
            line 1: no column would be left
              from dossiers | keep id | drop id
                                             ^^

            > from dossiers | add *
            line 1: '*' stands for the other columns, which only 'keep' names
              from dossiers | add *
                                  ^
            """#)
    }

    @Test func rows() {
        expectTranscript(
            #"""
            > from dossiers | take -3
            line 1: fewer than no rows cannot be taken
              from dossiers | take -3
                                   ^^
              try: last 3
              for the last rows write  take last 3

            > from dossiers | take 5 with ties
            line 1: 'with ties' needs an order to be equal in
              from dossiers | take 5 with ties
                              ^^^^^^^^^^^^^^^^
              put  | sort …  before it

            > from dossiers | summarize count() with totals
            line 1: without 'by' there is one row, which already is the total
              from dossiers | summarize count() with totals
                                                     ^^^^^^

            > from dossiers | summarize count() by unit with totals | where count > 5
            line 1: after 'with totals' rows no longer stand for themselves, so 'where' would count the totals too
              from dossiers | summarize count() by unit with totals | where count > 5
                                                                      ^^^^^
              do it before 'summarize', or leave out 'with totals'

            > from dossiers | summarize count() with empty
            line 1: without 'by' there is one row, which is there in any case
              from dossiers | summarize count() with empty
                                                     ^^^^^

            > from dossiers | show with totals
            line 1: 'show' has no 'with totals'
              from dossiers | show with totals
                                        ^^^^^^
              it has: with counts, numbers
            """#)
    }

    @Test func otherSources() {
        expectTranscript(
            #"""
            > from dossiers | lookup procedures on procedure == id
            line 1: two columns would both be called 'fee'
              from dossiers | lookup procedures on procedure == id
                                     ^^^^^^^^^^
              give the other side a name:  lookup procedures as t on …

            > from dossiers | lookup procedures as unit on procedure == unit.id
            line 1: there already is a 'unit' here
              from dossiers | lookup procedures as unit on procedure == unit.id
                                                   ^^^^
              give the other side another name after 'as'

            > from dossiers | keep id, due | append (from units | keep id, name)
            line 1: the two sides do not have the same columns
              from dossiers | keep id, due | append (from units | keep id, name)
                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              only above: due
              only in what is appended: name
              keep the same columns on both sides, or add the missing ones:  | add due = missing

            > from kinds | keep x = i | append (from kinds | keep x = s)
            line 1: 'x' is a whole number above and text in what is appended
              from kinds | keep x = i | append (from kinds | keep x = s)
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^

            > from rows (a, b) [(1, 2), (3)]
            line 1: this row has 1 value for 2 columns
              from rows (a, b) [(1, 2), (3)]
                                         ^

            > from file(header: 4)
            line 1: which file? Its name in quotes comes first
              from file(header: 4)
                       ^^^^^^^^^^^

            > from dossiers | where fee > (from dossiers | keep fee)
            line 1: one value is wanted here, and this pipeline can have many rows
              from dossiers | where fee > (from dossiers | keep fee)
                                           ^^^^^^^^^^^^^^^^^^^^^^^^
              end it with  | summarize …  (without 'by')  or  | take 1
            """#)
    }

    @Test func pipelinesAndChecks() {
        expectTranscript(
            #"""
            > from dossiers | where fee > (from dossiers | take 1)
            line 1: one column is wanted here, and this pipeline has 9
              from dossiers | where fee > (from dossiers | take 1)
                                           ^^^^^^^^^^^^^^^^^^^^^^
              end it with  | keep id

            > from kinds | check i > 5 within 1
            line 1: 'within' measures how far two sides are apart, so it needs '=='
              from kinds | check i > 5 within 1
                                              ^

            > from kinds | check r == 94.9% within 0.05
            line 1: a distance in percentage points is wanted here, not a number
              from kinds | check r == 94.9% within 0.05
                                                   ^^^^
              such as  within 0.05 points

            > param p: nubmer = 5
            line 1: there is no type 'nubmer'
              param p: nubmer = 5
                       ^^^^^^
              there are: int, decimal, float, ratio, points, bool, text, date, timestamp, period, duration, money VND, one of ["a", "b"], and the tables

            > param k: one of ["a", 5]
            line 1: text in quotes is wanted here, not a whole number
              param k: one of ["a", 5]
                                    ^
            """#)
    }
}

import Testing

/// What is said of a name that is not found, or that stands for something else. Every message of the checker stands in
/// one of these files as it is printed.
@Suite struct NameMessageTests {
    @Test func columns() {
        expectTranscript(
            #"""
            > from dossiers | keep id, name
            line 1: 'name' is not a column of dossiers
              from dossiers | keep id, name
                                       ^^^^
              it is one step away: unit.name, or give the whole link: unit

            > from dossiers | keep id, recieved
            line 1: 'recieved' is not a column of dossiers
              from dossiers | keep id, recieved
                                       ^^^^^^^^
              try: received

            > from dossiers | where Đúng_hạn == 1 and chanel == "online"
            line 1: 'Đúng_hạn' is not a column of dossiers
              from dossiers | where Đúng_hạn == 1 and chanel == "online"
                                    ^^^^^^^^
              there are: id, unit, procedure, applicant, received, due, finished, channel, …

            line 1: 'chanel' is not a column of dossiers
              from dossiers | where Đúng_hạn == 1 and chanel == "online"
                                                      ^^^^^^
              try: channel

            > from dossiers | keep unit.nam
            line 1: 'nam' is not a column of units
              from dossiers | keep unit.nam
                                        ^^^
              try: name

            > from dossiers | keep dossiers.fee
            line 1: 'dossiers' is not a column of dossiers
              from dossiers | keep dossiers.fee
                                   ^^^^^^^^
              try: fee
              a column of dossiers is written without it

            > from dossiers | keep as_of
            line 1: 'as_of' is not a column of dossiers
              from dossiers | keep as_of
                                   ^^^^^
              try: $as_of
              a parameter is written with a dollar sign: $as_of

            > from dosiers | take 5
            line 1: there is no table 'dosiers'
              from dosiers | take 5
                   ^^^^^^^
              try: dossiers

            > from twice
            line 1: 'twice' could be twice.csv or twice.tsv
              from twice
                   ^^^^^
              name the file in quotes:  from "twice.csv"

            > from units | add n = count(letters)
            line 1: 'letters' is not a column of units
              from units | add n = count(letters)
                                         ^^^^^^^
              letters links here by sender and receiver: write  letters_sent  or  letters_received

            > from units | keep dossiers
            line 1: 'dossiers' stands for many rows here
              from units | keep dossiers
                                ^^^^^^^^
              try: count(dossiers)
              count them with  count(dossiers)  or take a measure:  dossiers.…

            > from dossiers | keep unit.unit_count
            line 1: 'unit_count' is computed over many rows of units, not over one
              from dossiers | keep unit.unit_count
                                        ^^^^^^^^^^
              start from units, or summarize there and 'lookup' the result
            """#)
    }

    @Test func tablesAndValues() {
        expectTranscript(
            #"""
            > $as_off
            line 1: there is no parameter or value '$as_off'
              $as_off
              ^^^^^^^
              try: $as_of

            > id
            line 1: 'id' is not known here
              id
              ^^
              columns stand in a pipeline:  from … | keep id

            > units
            line 1: 'units' is not known here
              units
              ^^^^^
              'units' is a table: write  from units

            > let n = 5
            > from n
            line 2: 'n' is a value, not a table
              from n
                   ^
              use it as  $n

            > let t = from units
            > $t
            line 2: 't' is a table, not a value
              $t
              ^^
              use it as  from t

            > let a = from units
            > let a = from a | take 5
            > from a
            line 2: 'a' is defined by itself
              let a = from a | take 5
                           ^
              give the new one another name
            """#)
    }
}

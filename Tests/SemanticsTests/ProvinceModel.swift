/// The model that the tests of this folder speak about: the tables of a province, small and in one file.
let provinceModel = """
    edition 1

    table units file "units.csv" {
      id: text key
      name: text label "Đơn vị"
      level: one of ["province", "district", "commune"] label "Cấp"
      parent: units?
      valid_from: date
      tree parent levels level
      link letters_sent = letters.sender
      link letters_received = letters.receiver
      measure unit_count = count()
    }

    table procedures file "procedures.csv" {
      id: text key
      title: text label "Tên thủ tục"
      agency: units
      days: int?
      fee: money VND?
    }

    table dossiers file "dossiers-*.csv" {
      id: text key
      unit: units
      procedure: procedures
      applicant: text private
      received: timestamp label "Ngày nhận"
      due: date? label "Hạn trả"
      finished: timestamp?
      channel: one of ["counter", "post", "online"] label "Kênh"
      fee: money VND?

      decided = finished is present
      late = due is present and (if finished is present then finished.date > due else due < $as_of)
      waiting = days_between(received, finished)

      measure received_count = count() label "Tiếp nhận"
      measure on_time_rate = count(where decided and not late) per count(where decided) label "Tỷ lệ đúng hạn"
      measure fees = sum(fee)
    }

    table enterprises file "enterprises.csv" {
      id: text key
      name: text
      district: units
      capital: money VND
      registered: date
      branch_of: text?
    }

    table letters file "letters.csv" {
      id: text key
      sender: units
      receiver: units
      sent: date
    }

    ## One column of every type.
    table kinds file "kinds.csv" {
      i: int
      d: decimal
      f: float
      vnd: money VND
      usd: money USD
      r: ratio
      share: ratio
      pt: points
      b: bool
      s: text
      day: date
      at: timestamp
      p: period
      span: duration
      level: one of ["low", "high"]
      size: one of ["small", "large"]
      unit: units
      procedure: procedures
      oi: int?
      os: text?
      oday: date?
      ounit: units?
      flag: bool?
    }
    """

import Diagnostics
import Semantics

/// The small world that the examples of the manual speak about: four dossiers, under the names of the demonstration province, so
/// that whoever reads an example can type it there.
enum ExampleWorld {
    static let files: [Example.File] = [
        Example.File("model.mc", model), Example.File("calendar.csv", calendar), Example.File("units.csv", units),
        Example.File("procedures.csv", procedures), Example.File("dossiers.csv", dossiers),
    ]

    /// The day on which the examples are run: open deadlines hang on it, and no page may change with the clock.
    static let today = CivilDate(year: 2019, month: 9, day: 27)?.days ?? 0

    private static let model = """
    edition 1

    calendar vn {
      weekend       = ["saturday", "sunday"]
      holidays      = "calendar.csv"
      covers        = @2018..@2019
      reporting_day = 15
    }

    table units file "units.csv" {
      id:     text key
      name:   text label "Đơn vị"
      level:  one of ["province", "district", "commune"] label "Cấp"
      parent: units?
      tree parent levels level
    }

    table procedures file "procedures.csv" {
      id:    text key
      title: text label "Tên thủ tục"
    }

    table dossiers file "dossiers.csv" {
      id:        text key
      unit:      units
      procedure: procedures
      applicant: text private
      received:  timestamp label "Ngày nhận"
      due:       date? label "Hạn trả"
      finished:  timestamp? label "Ngày trả"
      channel:   one of ["counter", "post", "online"] label "Hình thức nộp"
      fee:       money VND? label "Phí"

      decided = finished is present
      late    = due is present
        and (if finished is present then finished.day > due.day else due < $as_of)

      measure received_count = count() label "Tiếp nhận"
      measure on_time_rate   = count(where decided and due is present and not late) per count(where decided and due is present)
        label "Tỷ lệ đúng hạn"
    }

    """

    private static let calendar = """
    date,kind,name
    2019-01-01,off,Tết Dương lịch
    2019-04-30,off,Ngày Chiến thắng
    2019-05-01,off,Quốc tế Lao động

    """

    private static let units = """
    id,name,level,parent
    36,Tỉnh Nam Định,province,
    356,Thành phố Nam Định,district,36
    360,Huyện Ý Yên,district,36
    13648,Phường Quang Trung,commune,356
    13855,Xã Yên Hồng,commune,360

    """

    private static let procedures = """
    id,title
    1.000001,Đăng ký khai sinh
    1.000002,Cấp phép xây dựng nhà ở

    """

    private static let dossiers = """
    id,unit,procedure,applicant,received,due,finished,channel,fee
    D01,13648,1.000001,Trần An,2019-06-03T08:15:00,2019-06-04,2019-06-04T10:00:00,counter,8000
    D02,13648,1.000002,Lê Bình,2019-06-10T09:00:00,2019-07-08,2019-07-10T08:00:00,post,250000
    D03,13855,1.000001,Vũ Cúc,2019-06-12T14:30:00,,2019-06-13T16:59:00,online,
    D04,13855,1.000002,Đỗ Dung,2019-09-20T07:45:00,2019-10-18,,online,250000

    """
}

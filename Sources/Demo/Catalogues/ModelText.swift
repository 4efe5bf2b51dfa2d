extension Catalogue {
    /// `model.mc`: types, links, labels, measures and checks of all tables.
    static let model = #"""
        # Tỉnh Nam Định, năm 2019: bộ số liệu minh họa cho motcua.
        #
        # Các dòng dữ liệu là TỔNG HỢP (do lệnh "motcua demo" sinh ra, không phải hồ sơ thật): hồ sơ, thủ tục,
        # quyết định công bố, doanh nghiệp, dự án, văn bản, cổng thông tin, chỉ tiêu FDI, ngày triển khai một cửa.
        # Mã đơn vị hai chữ số trong mã hồ sơ (000.00.NN.H40) và mã S01..S17 của các sở cũng do bộ số liệu tự đặt.
        #
        # Số liệu đã công bố là THẬT: published.csv chép từng con số của Báo Nam Định, 27/09/2019, "Nỗ lực bứt phá
        # trong cải cách hành chính"; indices.csv là điểm và hạng đã công bố; tên và mã huyện, xã theo Tổng cục Thống kê.
        # Các dòng tổng hợp được hiệu chỉnh để cho ra đúng những con số đó, kể cả chỗ bài báo không khớp.
        #
        # Tạo lại tất cả: motcua demo THƯ_MỤC [--scale N] [--seed S]
        # large/ is written by: motcua demo FOLDER
        edition 1

        zone = "Asia/Ho_Chi_Minh"

        calendar vn {
          weekend       = ["saturday", "sunday"]
          holidays      = "calendar.csv"
          covers        = @2016..@2026  # các năm sau trong tệp mới là dự báo
          counts_from   = "next day"
          reporting_day = 15
        }

        ## Dòng ngày tháng cuối báo cáo: ngày dưới 10 và tháng 1, 2 có số 0 đứng trước.
        fn place_and_date(d: date): text =
          "Nam Định, ngày {to_text(d, 'dd')} tháng {to_text(d, if month_of(d) <= 2 then 'MM' else 'M')} năm {to_text(d, 'yyyy')}"

        ## Tỉnh, 17 sở ngành, 10 huyện và thành phố, 229 xã, phường, thị trấn.
        table units file "units.csv" {
          id:               text key label "Mã đơn vị"
          name:             text label "Đơn vị"
          level:            one of ["province", "department", "district", "commune"] label "Cấp"
          parent:           units? label "Trực thuộc"
          kind:             one of [
            "province", "department", "city", "district", "ward", "township", "commune"
          ] label "Loại"
          agency_code:      text? label "Mã định danh"
          one_stop:         bool label "Một cửa"
          one_stop_linked:  bool label "Một cửa liên thông"
          one_stop_since:   date? label "Một cửa từ"
          e_one_stop:       bool label "Một cửa điện tử"
          e_one_stop_since: date? label "Một cửa điện tử từ"
          document_system:  bool label "Phần mềm QLVB"
          valid_from:       date label "Hiệu lực từ"
          valid_to:         date? label "Hiệu lực đến"
          tree parent levels level
          link documents_sent = documents.sender
          link documents_received = documents.receiver

          measure unit_count      = count() label "Số đơn vị"
          measure one_stop_rate   = count(where one_stop) per count() label "Tỷ lệ có một cửa"
          measure linked_rate     = count(where one_stop_linked) per count() label "Tỷ lệ có liên thông"
          measure e_one_stop_rate = count(where e_one_stop) per count() label "Tỷ lệ có một cửa điện tử"
          measure documents_rate  = count(where document_system) per count()
            label "Tỷ lệ dùng phần mềm QLVB"

          check level == "province" or parent is present else "{name}: thiếu đơn vị cấp trên"
          check not e_one_stop or e_one_stop_since is present
            else "{name}: thiếu ngày triển khai một cửa điện tử"
        }

        ## Thủ tục hành chính của ba cấp, kể cả đã bãi bỏ.
        table procedures file "large/procedures.csv" {
          id:               text key label "Mã thủ tục"
          title:            text label "Tên thủ tục"
          field:            text label "Lĩnh vực"
          agency:           units label "Sở quản lý"
          agency_level:     one of ["province", "district", "commune"] label "Cấp giải quyết"
          level_of_service: int label "Mức độ"
          status:           one of ["in force", "replaced", "abolished"] label "Tình trạng"
          issued:           date label "Ngày công bố"
          time_limit:       int? label "Thời hạn"
          time_unit:        one of ["hour", "day", "working day", "month"]? label "Đơn vị thời hạn"
          fee:              money VND? label "Phí"

          in_force = status == "in force"
          online   = in_force and level_of_service >= 3

          measure procedure_count = count(where in_force) label "Số thủ tục"
          measure level_2_count   = count(where in_force and level_of_service <= 2) label "Mức độ 2"
          measure level_3_count   = count(where online) label "Mức độ 3"
          measure level_3_rate    = count(where online) per count(where in_force) label "Tỷ lệ mức độ 3"

          check level_of_service in 1..4 else "{id}: mức độ dịch vụ phải từ 1 đến 4"
          check (time_limit is present) == (time_unit is present)
            else "{id}: thời hạn thiếu số hoặc thiếu đơn vị"
          warn time_limit is present else "{id}: không có thời hạn giải quyết"
        }

        ## Các lần công bố thủ tục: mới, sửa đổi, bãi bỏ.
        table procedure_changes file "procedure_changes.csv" {
          id:        text key label "Mã lần công bố"
          procedure: procedures label "Thủ tục"
          kind:      one of ["new", "amended", "abolished"]? label "Loại thay đổi"
          decision:  text label "Số quyết định"
          decided:   date label "Ngày quyết định"
          listed:    date label "Ngày công khai CSDL quốc gia"
          agency:    units label "Cơ quan"

          days_to_listing = working_days(decided, listed) label "Số ngày làm việc đến khi công khai"
          listed_in_time  = days_to_listing <= 5

          measure change_count        = count() label "Số thủ tục công bố"
          measure new_count           = count(where kind == "new") label "Ban hành mới"
          measure amended_count       = count(where kind == "amended") label "Sửa đổi, bổ sung"
          measure abolished_count     = count(where kind == "abolished") label "Bãi bỏ"
          measure unrecorded_count    = count(where kind is missing) label "Chưa ghi loại"
          measure listed_in_time_rate = count(where listed_in_time) per count()
            label "Tỷ lệ công khai đúng hạn" note "Không quá 5 ngày làm việc từ ngày quyết định"

          check listed >= decided else "{id}: công khai trước ngày quyết định"
          warn kind is present else "{id}: chưa ghi loại thay đổi"
        }

        ## Hồ sơ tại 20 đơn vị có một cửa điện tử, tháng 1/2018 đến 26/9/2019.
        table dossiers file "large/dossiers-*.csv" {
          id:                  text key label "Mã hồ sơ"
          unit:                units label "Đơn vị"
          procedure:           procedures label "Thủ tục"
          applicant_kind:      one of ["citizen", "enterprise", "organisation"] label "Đối tượng"
          applicant:           text private label "Người nộp"
          channel:             one of ["counter", "post", "online"] label "Hình thức nộp"
          received:            timestamp label "Ngày nhận"
          due:                 date? label "Hạn trả"
          finished:            timestamp? label "Ngày giải quyết xong"
          collected:           timestamp? label "Ngày trả kết quả"
          status:              one of [
            "open", "waiting for supplement", "suspended", "done", "returned", "withdrawn"
          ] label "Tình trạng"
          supplements:         int label "Số lần yêu cầu bổ sung"
          supplement_asked:    date? label "Ngày yêu cầu bổ sung"
          supplement_answered: date? label "Ngày bổ sung"
          suspended_from:      date? label "Tạm dừng từ"
          suspended_to:        date? label "Tạm dừng đến"
          fee:                 money VND? label "Phí"

          decided = finished is present
          settled = finished is present and due is present
          in_time = finished is present and due is present and finished.date <= due
          late    = due is present and (if finished is present then finished.date > due else due < $as_of)

          # Tình hình vào cuối ngày $as_of, theo các ngày đã ghi chứ không theo cột status (tình hình hôm nay):
          # lập lại một kỳ đã qua thì số không đổi.
          open_then  = received <= $as_of and (finished is missing or finished > $as_of)
          waiting    = supplement_asked is present
            and supplement_asked <= $as_of
            and (supplement_answered is missing or supplement_answered > $as_of)
          suspended  = suspended_from is present
            and suspended_from <= $as_of
            and (suspended_to is missing or suspended_to > $as_of)
          given_back = status in ["returned", "withdrawn"]
          paused     = waiting or suspended
          standing   = due_status(received, due, finished, if paused then "paused" else "open", $as_of)
            label "So với hạn trả"
          # Chờ bổ sung sau hơn một lần yêu cầu cũng tính là quá hạn.
          overdue_then = open_then and (standing == "open overdue" or (waiting and supplements > 1))

          measure received_count = count() label "Tiếp nhận"
          measure decided_count  = count(where decided) label "Đã giải quyết"
          measure settled_count  = count(where settled) label "Đã giải quyết có hạn trả"
          measure on_time        = count(where in_time) label "Đúng hạn"
          measure late_count     = count(where settled and not in_time) label "Trễ hạn"
          measure no_due         = count(where decided and due is missing) label "Không có hạn trả"
          measure open_count     = count(where not decided) label "Đang giải quyết"
          measure overdue        = count(where not decided and late) label "Quá hạn"
          measure on_time_rate   = count(where in_time) per count(where settled) label "Tỷ lệ đúng hạn"
            note "Mẫu số: hồ sơ đã giải quyết có hạn trả"
          measure online_rate    = count(where channel == "online") per count() label "Tỷ lệ trực tuyến"
          measure avg_days       = avg(working_days(received, finished) where decided)
            label "Số ngày làm việc bình quân"

          check finished is missing or finished >= received else "{id}: giải quyết xong trước khi nhận"
          check due is missing or due >= received else "{id}: hạn trả trước ngày nhận"
          check (status in ["done", "returned", "withdrawn"]) == (finished is present)
            else "{id}: tình trạng không khớp ngày giải quyết xong"
          check supplements == 0 or supplement_asked is present else "{id}: thiếu ngày yêu cầu bổ sung"
          warn due is present else "{id}: thiếu hạn trả"
          warn supplements <= 1 else "{id}: yêu cầu bổ sung quá một lần"
        }

        ## Doanh nghiệp và chi nhánh, văn phòng đại diện đăng ký tại tỉnh.
        table enterprises file "large/enterprises.csv" {
          id:         text key label "Mã số doanh nghiệp"
          name:       text label "Doanh nghiệp"
          kind:       one of [
            "private", "single-member limited", "limited", "joint stock", "partnership", "foreign",
            "branch", "representative office"
          ] label "Loại hình"
          district:   units label "Huyện, thành phố"
          capital:    money VND? label "Vốn đăng ký"
          registered: date label "Ngày đăng ký"
          status:     one of ["active", "paused", "closing", "not at address", "dissolved"]
            label "Tình trạng"
          parent:     text? label "Mã doanh nghiệp mẹ"

          is_branch = kind in ["branch", "representative office"]

          measure enterprise_count = count(where not is_branch) label "Số doanh nghiệp"
          measure branch_count     = count(where is_branch) label "Chi nhánh, văn phòng đại diện"
          measure capital_total    = sum(capital) label "Vốn đăng ký"

          check is_branch == (parent is present) else "{id}: chi nhánh phải có mã doanh nghiệp mẹ"
          check is_branch == (capital is missing) else "{id}: chỉ doanh nghiệp có vốn điều lệ"
        }

        ## Dự án đầu tư.
        table projects file "projects.csv" {
          id:          text key label "Mã dự án"
          name:        text label "Dự án"
          investor:    text label "Nhà đầu tư"
          nationality: text label "Quốc tịch"
          kind:        one of ["foreign", "domestic"] label "Nguồn vốn"
          district:    units label "Huyện, thành phố"
          zone:        text? label "Khu công nghiệp"

          measure project_count = count() label "Số dự án"
        }

        ## Giấy chứng nhận đầu tư: cấp mới và điều chỉnh tăng vốn.
        table project_events file "project_events.csv" {
          id:          text key label "Mã lượt cấp"
          project:     projects label "Dự án"
          signed:      date label "Ngày cấp"
          kind:        one of ["new", "capital increase"] label "Loại"
          capital_usd: money USD? label "Vốn (USD)"
          capital_vnd: money VND? label "Vốn (VND)"

          measure event_count    = count() label "Số lượt cấp"
          measure projects_count = count_distinct(project) label "Số dự án"
          measure usd_total      = sum(capital_usd) label "Tổng vốn USD"
          measure vnd_total      = sum(capital_vnd) label "Tổng vốn VND"

          check (capital_usd is present) != (capital_vnd is present) else "{id}: phải có đúng một loại tiền"
        }

        ## Chỉ tiêu kế hoạch.
        table targets file "targets.csv" {
          id:    text key label "Mã chỉ tiêu"
          name:  text label "Chỉ tiêu"
          first: date label "Từ ngày"
          last:  date label "Đến ngày"
          usd:   money USD? label "Giá trị (USD)"
          note:  text? label "Ghi chú"
        }

        ## Văn bản trao đổi giữa các cơ quan, năm 2019.
        table documents file "large/documents.csv" {
          id:       text key label "Mã văn bản"
          number:   text label "Số, ký hiệu"
          kind:     one of ["official letter", "report", "decision", "plan", "invitation", "notice"]
            label "Loại văn bản"
          issued:   date label "Ngày ban hành"
          sender:   units label "Nơi gửi"
          receiver: units label "Nơi nhận"
          form:     one of ["electronic only", "electronic and paper", "paper only"] label "Hình thức gửi"
          signed:   bool label "Ký số"

          measure document_count       = count() label "Số văn bản"
          measure electronic_only_rate = count(where form == "electronic only") per count()
            label "Tỷ lệ chỉ gửi điện tử"
          measure signed_rate          = count(where signed) per count(where form != "paper only")
            label "Tỷ lệ ký số" note "Mẫu số: văn bản có gửi điện tử"

          check sender != receiver else "{number}: nơi gửi trùng nơi nhận"
        }

        ## Cổng, trang thông tin điện tử của ba cấp.
        table portals file "portals.csv" {
          id:       text key label "Mã cổng"
          unit:     units label "Đơn vị"
          level:    one of ["province", "district", "commune"] label "Cấp"
          address:  text label "Địa chỉ"
          shown_in: portals? label "Tích hợp vào"
          opened:   date label "Ngày mở"

          measure portal_count = count() label "Số cổng, trang"
        }

        table portal_months file "portal_months.csv" {
          portal:    portals label "Cổng, trang"
          first_day: date label "Tháng bắt đầu ngày"
          documents: int label "Văn bản"
          posts:     int label "Tin bài"
          visits:    int label "Lượt truy cập"
        }

        ## Điểm và hạng của tỉnh; hạng nhỏ hơn là tốt hơn.
        table indices file "indices.csv" {
          id:        text key label "Mã"
          name:      text label "Chỉ số"
          year:      int label "Năm"
          score:     decimal? label "Điểm"
          rank:      int label "Hạng"
          provinces: int label "Số tỉnh, thành phố"
          source:    text label "Nguồn"

          check rank <= provinces else "{id}: hạng lớn hơn số tỉnh"
        }

        ## Số liệu đã công bố: Báo Nam Định, 27/09/2019. Giá trị tính theo đơn vị ở cột unit; tiền ghi đủ ở cột usd, vnd.
        table published file "published.csv" {
          id:     text key label "Mã"
          claim:  int label "STT"
          system: one of [
            "procedures", "one-stop", "portals", "documents", "e-one-stop", "indices", "projects",
            "enterprises"
          ] label "Hệ thống"
          quote:  text label "Bài báo viết"
          shown:  text label "Đã công bố"
          value:  decimal? label "Giá trị"
          whole:  int? label "Trên tổng số"
          usd:    money USD? label "USD"
          vnd:    money VND? label "VND"
          unit:   text label "Đơn vị tính"
          period: text? label "Thời kỳ"
          hedge:  one of ["exact", "at least", "at most", "order"] label "Mức chắc chắn"
        }

        """#
}

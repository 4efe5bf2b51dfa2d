extension Catalogue {
    /// The files that are written as they stand here.
    static let files: [(path: String, text: String)] = [
        ("model.mc", model), ("calendar.csv", calendar), ("published.csv", published), ("indices.csv", indices),
        ("targets.csv", targets), ("portal_months.csv", portalMonths),
    ]

    /// `published.csv`: every claim of the article (Báo Nam Định, 27/09/2019) in its own words. These figures are real.
    ///
    /// `value` is in `unit`; amounts of money stand in full in `usd` or `vnd` as well. Hedges: *hơn, trên* at least, *gần* at most, *hàng trăm* order.
    static let published = #"""
        id,claim,system,quote,shown,value,whole,usd,vnd,unit,period,hedge
        1,1,procedures,công bố mới 1.575 thủ tục hành chính,1.575,1575,,,,announcements,2018-01-01..2019-09-26,exact
        2,2,procedures,ban hành mới 696,696,696,,,,announcements,2018-01-01..2019-09-26,exact
        3,3,procedures,sửa đổi 284,284,284,,,,announcements,2018-01-01..2019-09-26,exact
        4,4,procedures,bãi bỏ 591,591,591,,,,announcements,2018-01-01..2019-09-26,exact
        5,5,procedures,"100% TTHC sau khi được sửa đổi, bổ sung đều được cập nhật vào CSDL quốc gia … công khai kịp thời",100%,100,,,,%,2018-01-01..2019-09-26,exact
        6,6,one-stop,17/17 cơ quan chuyên môn,17/17,17,17,,,units,2019-09-26,exact
        7,7,one-stop,"10/10 huyện, thành phố",10/10,10,10,,,units,2019-09-26,exact
        8,8,one-stop,"229/229 xã, phường, thị trấn",229/229,229,229,,,units,2019-09-26,exact
        9,9,one-stop,Trung tâm hành chính công … sắp khai trương,sắp khai trương,,,,,event,2019-09-27,exact
        10,10,portals,Cổng thông tin điện tử 3 cấp,3 cấp,3,,,,levels,2019-09-26,exact
        11a,11,portals,hàng trăm văn bản,hàng trăm,100,,,,documents,,order
        11b,11,portals,trên 500 tin bài,trên 500,500,,,,posts,,at least
        11c,11,portals,gần 10 triệu lượt người truy cập,gần 10 triệu,10000000,,,,visits,,at most
        12,12,documents,phần mềm quản lý văn bản và điều hành cho 100% các cơ quan hành chính của 3 cấp,100%,100,,,,%,2019-09-26,exact
        13,13,documents,văn bản trao đổi hoàn toàn trên môi trường mạng … trên 80%,trên 80%,80,,,,%,,at least
        14,14,e-one-stop,1.750 thủ tục đến mức độ 2,1.750,1750,,,,procedures,2019-09-26,exact
        15,15,e-one-stop,300 dịch vụ công trực tuyến mức độ 3,300,300,,,,procedures,2019-09-26,exact
        16a,16,e-one-stop,100% đơn vị cấp tỉnh … triển khai một cửa điện tử,100%,17,17,,,units,2019-09-26,exact
        16b,16,e-one-stop,"3 huyện, thành phố triển khai … một cửa điện tử",3,3,10,,,units,2019-09-26,exact
        17,17,e-one-stop,tiếp nhận 23.117 hồ sơ,23.117,23117,,,,dossiers,2019-H1,exact
        18,18,e-one-stop,đã xử lý 21.200 hồ sơ đúng hạn,21.200,21200,,,,dossiers,2019-H1,exact
        19,19,e-one-stop,"đạt 94,9%","94,9%",94.9,,,,%,2019-H1,exact
        20,20,indices,PCI tăng 6 bậc so với năm 2017,6 bậc,6,,,,ranks,2018,exact
        21,21,indices,PAPI đứng thứ 24/63,24/63,24,63,,,rank,2018,exact
        22,22,indices,SIPAS đứng thứ 15/63,15/63,15,63,,,rank,2018,exact
        23,23,projects,cấp giấy chứng nhận đăng ký đầu tư mới và điều chỉnh tăng vốn cho 291 dự án,291,291,,,,projects,2016-01-01..2019-09-26,exact
        24,24,projects,2.732 triệu USD,2.732 triệu USD,2732000000,,2732000000,,USD,2016-01-01..2019-09-26,exact
        25,25,projects,"6.939,3 tỷ đồng","6.939,3 tỷ đồng",6939300000000,,,6939300000000,VND,2016-01-01..2019-09-26,exact
        26,26,projects,FDI … 2016-2018 đã đạt 92% mục tiêu … 2016-2020,92%,92,,,,%,2016..2018,exact
        27,27,enterprises,hơn 8.210 doanh nghiệp,hơn 8.210,8210,,,,enterprises,2019-09-26,at least
        28,28,enterprises,"706 chi nhánh, văn phòng đại diện",706,706,,,,branches,2019-09-26,exact
        29,29,enterprises,tổng số vốn đăng ký 62.387 tỷ đồng,62.387 tỷ đồng,62387000000000,,,62387000000000,VND,2019-09-26,exact

        """#

    /// `indices.csv`: real scores and ranks. PCI after pcivietnam.vn; of PAPI and SIPAS only the ranks the article gives.
    static let indices = #"""
        id,name,year,score,rank,provinces,source
        PCI-2009,PCI,2009,52.60,55,63,pcivietnam.vn
        PCI-2010,PCI,2010,55.63,45,63,pcivietnam.vn
        PCI-2011,PCI,2011,55.50,48,63,pcivietnam.vn
        PCI-2012,PCI,2012,52.23,56,63,pcivietnam.vn
        PCI-2013,PCI,2013,56.31,42,63,pcivietnam.vn
        PCI-2014,PCI,2014,58.52,33,63,pcivietnam.vn
        PCI-2015,PCI,2015,59.62,17,63,pcivietnam.vn
        PCI-2016,PCI,2016,58.54,30,63,pcivietnam.vn
        PCI-2017,PCI,2017,61.43,41,63,pcivietnam.vn
        PCI-2018,PCI,2018,63.01,35,63,pcivietnam.vn
        PAPI-2018,PAPI,2018,,24,63,Báo Nam Định 27/09/2019
        SIPAS-2018,SIPAS,2018,,15,63,Báo Nam Định 27/09/2019

        """#

    /// `targets.csv`: the article names no target; this one makes its 92 % come out.
    static let targets = #"""
        id,name,first,last,usd,note
        FDI-2016-2020,Thu hút vốn FDI,2016-01-01,2020-12-31,2800000000,"mục tiêu tổng hợp, đặt sao cho 2016-2018 đạt 92% như bài báo; chỉ tiêu thật không được nêu"

        """#

    /// `portal_months.csv`: 486 documents, 538 posts and 9,874,312 visits in 21 months.
    static let portalMonths = #"""
        portal,first_day,documents,posts,visits
        P-36,2018-01-01,21,24,402118
        P-36,2018-02-01,13,17,338907
        P-36,2018-03-01,26,27,431560
        P-36,2018-04-01,22,25,427385
        P-36,2018-05-01,24,26,441902
        P-36,2018-06-01,20,24,436274
        P-36,2018-07-01,25,27,449816
        P-36,2018-08-01,23,25,462093
        P-36,2018-09-01,19,23,455731
        P-36,2018-10-01,27,28,473348
        P-36,2018-11-01,26,27,481267
        P-36,2018-12-01,31,30,486905
        P-36,2019-01-01,22,25,471034
        P-36,2019-02-01,12,16,389652
        P-36,2019-03-01,28,29,502417
        P-36,2019-04-01,24,27,508836
        P-36,2019-05-01,25,28,521290
        P-36,2019-06-01,23,26,530758
        P-36,2019-07-01,27,29,547163
        P-36,2019-08-01,26,30,561949
        P-36,2019-09-01,22,25,553907

        """#
}

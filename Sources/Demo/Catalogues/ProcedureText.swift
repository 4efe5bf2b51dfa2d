extension Catalogue {
    /// What the province's procedures are about: fields, their busiest procedures, and the things other procedures act on.
    ///
    /// Titles are in the manner of the national database but not taken from it; numbers, limits and fees are synthetic.
    ///
    ///     @ department | field | levels (P province, D district, C commune) | applicants (c citizen, e enterprise, m mixed)
    ///     ! title | time limit (h hour, d day, w working day, m month; - none) | fee in VND (- none)    a busy procedure, level of service 3
    ///     P: objects of licences   A: of approvals   D: of registrations   B: of benefits   O: organisations   R: of recognitions
    static let procedures = #"""
        @ S11 | Đất đai | PD | m
        ! Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng cho, thừa kế | 10w | 100000
        ! Cấp giấy chứng nhận quyền sử dụng đất lần đầu | 30w | 100000
        ! Đăng ký thế chấp quyền sử dụng đất, tài sản gắn liền với đất | 1w | 80000
        ! Xóa đăng ký thế chấp quyền sử dụng đất | 1w | 20000
        ! Tách thửa hoặc hợp thửa đất | 15w | 100000
        ! Chuyển mục đích sử dụng đất | 15w | -
        P: giấy chứng nhận quyền sử dụng đất bị mất; giấy chứng nhận do đo đạc lại; trích lục bản đồ địa chính; trích đo địa chính thửa đất
        A: hồ sơ giao đất không đấu giá; hồ sơ cho thuê đất; nhu cầu sử dụng đất; phương án bồi thường, hỗ trợ, tái định cư; giá đất cụ thể
        D: góp vốn bằng quyền sử dụng đất; cho thuê lại quyền sử dụng đất; biến động do đổi tên; tài sản gắn liền với đất; giao dịch bảo đảm bằng tài sản hình thành trong tương lai
        @ S05 | Hộ kinh doanh và hợp tác xã | D | e
        ! Đăng ký thành lập hộ kinh doanh | 3w | 100000
        ! Đăng ký thay đổi nội dung đăng ký hộ kinh doanh | 3w | 50000
        D: hợp tác xã; liên hiệp hợp tác xã; chi nhánh của hợp tác xã; tạm ngừng hoạt động của hợp tác xã; chia, tách hợp tác xã
        P: giấy chứng nhận đăng ký hợp tác xã; giấy chứng nhận đăng ký hộ kinh doanh
        @ S04 | Chứng thực | DC | c
        ! Chứng thực bản sao từ bản chính giấy tờ, văn bản | 4h | 2000
        ! Chứng thực chữ ký người dịch | 8h | 10000
        A: văn bản thỏa thuận phân chia di sản; văn bản khai nhận di sản; hợp đồng liên quan đến tài sản là động sản; văn bản từ chối nhận di sản
        R: bản dịch của cộng tác viên dịch thuật; chữ ký mẫu của người yêu cầu chứng thực
        @ S04 | Hộ tịch | DC | c
        ! Cấp bản sao trích lục hộ tịch | 1w | 8000
        ! Đăng ký khai sinh có yếu tố nước ngoài | 1w | 75000
        ! Đăng ký kết hôn có yếu tố nước ngoài | 15w | 1000000
        P: giấy xác nhận tình trạng hôn nhân; trích lục ghi chú ly hôn; trích lục khai tử
        D: khai sinh kết hợp nhận cha, mẹ, con; khai tử; kết hôn; giám hộ; chấm dứt giám hộ; nhận cha, mẹ, con; khai sinh quá hạn; khai tử lưu động; khai sinh lưu động
        A: hồ sơ cải chính hộ tịch; hồ sơ bổ sung thông tin hộ tịch; hồ sơ xác định lại dân tộc
        @ S09 | Đường bộ | P | c
        ! Đổi giấy phép lái xe do ngành Giao thông vận tải cấp | 5w | 135000
        ! Cấp lại giấy phép lái xe | 10w | 135000
        ! Cấp phù hiệu xe ô tô kinh doanh vận tải | 2w | -
        ! Cấp giấy phép lái xe quốc tế | 5w | 135000
        ! Cấp giấy phép lưu hành xe quá tải trọng, xe quá khổ giới hạn | 2w | -
        P: giấy phép kinh doanh vận tải bằng xe ô tô; phù hiệu xe nội bộ; phù hiệu xe trung chuyển; biển hiệu phương tiện vận tải khách du lịch; giấy phép xe tập lái; giấy phép liên vận Việt - Lào
        P: giấy chứng nhận giáo viên dạy thực hành lái xe; giấy phép đào tạo lái xe ô tô; giấy phép đào tạo lái xe mô tô các hạng A1, A2; giấy phép thi công trên đường bộ đang khai thác
        A: tuyến vận tải hành khách cố định; phương án tổ chức giao thông khi thi công; quyết định đưa bến xe khách vào khai thác; biểu đồ chạy xe buýt
        D: khai thác tuyến vận tải hành khách; xe máy chuyên dùng; xe máy chuyên dùng tạm thời
        O: trung tâm sát hạch lái xe; bến xe hàng
        @ S09 | Đường thủy nội địa và hàng hải | P | m
        ! Đăng ký phương tiện thủy nội địa lần đầu | 3w | 70000
        P: giấy phép hoạt động bến thủy nội địa; giấy phép hoạt động bến khách ngang sông; giấy chứng nhận khả năng chuyên môn thuyền viên; giấy phép vận tải thủy qua biên giới
        A: phương án bảo đảm an toàn giao thông đường thủy; dự án xây dựng cảng thủy nội địa; luồng đường thủy nội địa chuyên dùng
        D: phương tiện thủy nội địa; phương tiện thủy chuyển quyền sở hữu; phương tiện thể thao, vui chơi dưới nước
        @ S09 | Đăng kiểm | P | e
        P: giấy chứng nhận chất lượng an toàn kỹ thuật xe cải tạo; giấy chứng nhận đủ điều kiện hoạt động kiểm định xe cơ giới
        A: thiết kế xe cơ giới cải tạo
        @ S04 | Lý lịch tư pháp | P | c
        ! Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam | 10d | 200000
        ! Cấp Phiếu lý lịch tư pháp cho cơ quan nhà nước, tổ chức chính trị | 10d | -
        P: Phiếu lý lịch tư pháp cho người nước ngoài đang cư trú tại Việt Nam
        @ S04 | Công chứng và luật sư | P | m
        ! Đăng ký hành nghề và cấp thẻ công chứng viên | 7w | 100000
        P: giấy đăng ký hoạt động của văn phòng luật sư; giấy đăng ký hoạt động của chi nhánh công ty luật; thẻ tư vấn viên pháp luật; thẻ đấu giá viên; thẻ công chứng viên
        D: tập sự hành nghề công chứng; hành nghề luật sư với tư cách cá nhân; hoạt động của công ty luật nước ngoài; danh sách quản tài viên
        O: văn phòng công chứng; trung tâm tư vấn pháp luật; doanh nghiệp đấu giá tài sản; văn phòng giám định tư pháp; trung tâm trọng tài
        R: công chứng viên đạt yêu cầu tập sự; báo cáo viên pháp luật tỉnh
        @ S04 | Quốc tịch và con nuôi | P | c
        ! Đăng ký nuôi con nuôi có yếu tố nước ngoài | 35w | 9000000
        P: giấy xác nhận có quốc tịch Việt Nam; giấy xác nhận là người gốc Việt Nam
        D: việc giữ quốc tịch Việt Nam; việc nuôi con nuôi đã thực hiện tại nước ngoài
        B: hồ sơ xin nhập quốc tịch Việt Nam; hồ sơ xin thôi quốc tịch Việt Nam; hồ sơ trở lại quốc tịch Việt Nam
        @ S05 | Đăng ký doanh nghiệp | P | e
        ! Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên | 3w | 100000
        ! Đăng ký thay đổi nội dung đăng ký doanh nghiệp | 3w | 50000
        ! Đăng ký thành lập công ty trách nhiệm hữu hạn hai thành viên trở lên | 3w | 100000
        ! Đăng ký thành lập công ty cổ phần | 3w | 100000
        ! Thông báo thay đổi ngành, nghề kinh doanh | 3w | 50000
        ! Đăng ký hoạt động chi nhánh, văn phòng đại diện | 3w | 50000
        ! Thông báo tạm ngừng kinh doanh | 3w | -
        D: thành lập công ty hợp danh; thành lập doanh nghiệp tư nhân; địa điểm kinh doanh; thay đổi địa chỉ trụ sở chính; thay đổi người đại diện theo pháp luật; thay đổi vốn điều lệ; thay đổi thành viên; chuyển đổi loại hình doanh nghiệp; doanh nghiệp xã hội
        P: giấy chứng nhận đăng ký doanh nghiệp; giấy xác nhận thay đổi nội dung đăng ký doanh nghiệp
        B: hồ sơ giải thể doanh nghiệp; hồ sơ chia, tách doanh nghiệp; hồ sơ sáp nhập doanh nghiệp; hồ sơ hợp nhất doanh nghiệp
        @ S05 | Đầu tư tại Việt Nam | P | e
        ! Cấp giấy chứng nhận đăng ký đầu tư cho dự án không thuộc diện quyết định chủ trương | 15d | -
        P: giấy chứng nhận đăng ký đầu tư; giấy phép văn phòng điều hành của nhà đầu tư nước ngoài
        A: chủ trương đầu tư dự án; chuyển nhượng dự án đầu tư; giãn tiến độ đầu tư; báo cáo giám sát đầu tư; phương án góp vốn của nhà đầu tư nước ngoài; khoản viện trợ không hoàn lại; kế hoạch lựa chọn nhà thầu; hồ sơ mời thầu; kết quả lựa chọn nhà thầu
        @ S11 | Môi trường | P | e
        ! Thẩm định báo cáo đánh giá tác động môi trường | 30w | 7000000
        P: sổ đăng ký chủ nguồn thải chất thải nguy hại; giấy phép xả nước thải vào nguồn nước; giấy xác nhận hoàn thành công trình bảo vệ môi trường; giấy phép nhập khẩu phế liệu làm nguyên liệu sản xuất
        A: đề án bảo vệ môi trường chi tiết; phương án cải tạo, phục hồi môi trường; kế hoạch quản lý môi trường; báo cáo quan trắc môi trường định kỳ
        D: kế hoạch bảo vệ môi trường; vận chuyển hàng nguy hiểm
        @ S11 | Tài nguyên nước, khoáng sản và biển | P | e
        ! Cấp giấy phép khai thác nước dưới đất | 30w | 2500000
        P: giấy phép thăm dò nước dưới đất; giấy phép khai thác, sử dụng nước mặt; giấy phép hành nghề khoan nước dưới đất; giấy phép thăm dò khoáng sản; giấy phép khai thác khoáng sản; giấy phép khai thác tận thu khoáng sản; giấy phép nhận chìm ở biển
        A: trữ lượng khoáng sản; đề án đóng cửa mỏ; tiền cấp quyền khai thác tài nguyên nước; hồ sơ giao khu vực biển; phương án đấu giá quyền khai thác khoáng sản
        D: khai thác nước dưới đất quy mô nhỏ; khai thác khoáng sản làm vật liệu xây dựng thông thường
        @ S11 | Khí tượng và đo đạc bản đồ | P | e
        P: giấy phép hoạt động đo đạc và bản đồ; giấy phép hoạt động dự báo khí tượng thủy văn; chứng chỉ hành nghề đo đạc và bản đồ hạng II
        A: hồ sơ cung cấp dữ liệu đo đạc; phương án di dời mốc đo đạc
        @ S13 | Người có công | PC | c
        ! Giải quyết chế độ mai táng phí đối với cựu chiến binh | 10w | -
        ! Giải quyết trợ cấp một lần đối với người có thành tích tham gia kháng chiến | 12w | -
        B: chế độ đối với thân nhân liệt sĩ; chế độ thương binh; chế độ người hưởng chính sách như thương binh; chế độ bệnh binh; chế độ người hoạt động kháng chiến bị nhiễm chất độc hóa học; trợ cấp thờ cúng liệt sĩ; ưu đãi giáo dục cho con người có công; chế độ điều dưỡng phục hồi sức khỏe
        P: sổ theo dõi trợ cấp phương tiện, dụng cụ chỉnh hình; thẻ bảo hiểm y tế cho thân nhân người có công; bằng Tổ quốc ghi công
        A: hồ sơ di chuyển hài cốt liệt sĩ; hồ sơ di chuyển người có công; danh sách hỗ trợ nhà ở người có công
        @ S13 | Việc làm và an toàn lao động | P | e
        ! Cấp giấy phép lao động cho người nước ngoài làm việc tại Việt Nam | 7w | 600000
        ! Xác nhận người lao động nước ngoài không thuộc diện cấp giấy phép lao động | 3w | -
        P: giấy phép lao động; giấy phép hoạt động dịch vụ việc làm; giấy chứng nhận huấn luyện an toàn lao động; giấy phép cho thuê lại lao động
        D: nội quy lao động; thỏa ước lao động tập thể; hợp đồng đưa người lao động đi thực tập nâng cao tay nghề; kiểm định thiết bị có yêu cầu nghiêm ngặt về an toàn
        B: trợ cấp thất nghiệp; hỗ trợ học nghề; chế độ tai nạn lao động
        A: nhu cầu sử dụng người lao động nước ngoài; thang lương, bảng lương; phương án sử dụng lao động
        @ S13 | Bảo trợ xã hội và giáo dục nghề nghiệp | PDC | m
        ! Giải quyết trợ cấp xã hội hàng tháng, hỗ trợ kinh phí chăm sóc | 20w | -
        B: hỗ trợ chi phí mai táng đối tượng bảo trợ; trợ cấp xã hội khi đối tượng thay đổi nơi cư trú; hỗ trợ khẩn cấp; tiếp nhận đối tượng vào cơ sở trợ giúp xã hội
        O: cơ sở trợ giúp xã hội ngoài công lập; cơ sở cai nghiện ma túy tự nguyện
        P: giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp; giấy xác nhận khuyết tật
        R: hộ nghèo, hộ cận nghèo phát sinh trong năm; hộ thoát nghèo; hiệu trưởng trường trung cấp
        @ S17 | Dược phẩm và mỹ phẩm | P | e
        ! Cấp giấy chứng nhận đủ điều kiện kinh doanh dược | 20d | 1000000
        ! Cấp chứng chỉ hành nghề dược theo hình thức xét hồ sơ | 20d | 500000
        P: giấy chứng nhận thực hành tốt cơ sở bán lẻ thuốc; giấy xác nhận nội dung quảng cáo mỹ phẩm; số tiếp nhận phiếu công bố sản phẩm mỹ phẩm; giấy phép bán lẻ thuốc kiểm soát đặc biệt; giấy xác nhận nội dung thông tin thuốc
        D: bán lẻ thuốc lưu động; danh sách người có chứng chỉ đang hành nghề
        A: dự trù thuốc gây nghiện; hồ sơ hủy thuốc gây nghiện; giấy xác nhận tên cơ sở kinh doanh có tổ chức kệ thuốc
        @ S17 | Khám bệnh, chữa bệnh | P | m
        ! Cấp chứng chỉ hành nghề khám bệnh, chữa bệnh | 60d | 360000
        ! Cấp giấy phép hoạt động đối với phòng khám chuyên khoa | 60d | 4300000
        P: giấy phép hoạt động phòng khám đa khoa; giấy phép hoạt động phòng chẩn trị y học cổ truyền; giấy phép hoạt động nhà hộ sinh; giấy phép hoạt động phòng xét nghiệm; giấy phép hoạt động cơ sở dịch vụ y tế; giấy chứng nhận người có bài thuốc gia truyền; giấy phép hoạt động trạm y tế xã
        A: danh mục kỹ thuật chuyên môn; hồ sơ khám sức khỏe cho người lái xe; nội dung quảng cáo dịch vụ khám bệnh, chữa bệnh; kết quả giám định y khoa
        R: cơ sở đủ điều kiện khám sức khỏe; cơ sở thực hành đào tạo khối ngành sức khỏe
        @ S17 | Y tế dự phòng và an toàn thực phẩm | P | e
        ! Đăng ký bản công bố sản phẩm thực phẩm | 7w | 1500000
        P: giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm; giấy xác nhận nội dung quảng cáo thực phẩm; giấy chứng nhận an toàn sinh học phòng xét nghiệm; thẻ nhân viên tiếp cận cộng đồng
        D: đủ điều kiện tiêm chủng; đủ điều kiện diệt côn trùng, diệt khuẩn; hoạt động xét nghiệm HIV; điều trị nghiện bằng thuốc thay thế
        @ S07 | Lưu thông hàng hóa và xúc tiến thương mại | PD | e
        ! Thông báo hoạt động khuyến mại | 1w | -
        ! Đăng ký hoạt động khuyến mại mang tính may rủi | 5w | -
        P: giấy phép bán buôn sản phẩm thuốc lá; giấy phép bán lẻ rượu; giấy phép bán buôn rượu; giấy phép sản xuất rượu thủ công; giấy chứng nhận đủ điều kiện cửa hàng bán lẻ xăng dầu; giấy xác nhận tổng đại lý kinh doanh xăng dầu; giấy phép bán lẻ sản phẩm thuốc lá
        D: tổ chức hội chợ, triển lãm thương mại; hoạt động bán hàng đa cấp; hợp đồng theo mẫu; hoạt động nhượng quyền thương mại
        R: sản phẩm công nghiệp nông thôn tiêu biểu
        @ S07 | Công nghiệp, điện, hóa chất và dầu khí | P | e
        ! Cấp giấy chứng nhận đủ điều kiện nạp LPG vào chai | 15w | 600000
        P: giấy chứng nhận đủ điều kiện thương nhân kinh doanh khí; giấy phép tư vấn chuyên ngành điện; giấy phép hoạt động phân phối điện; giấy phép hoạt động bán lẻ điện; giấy chứng nhận đủ điều kiện sản xuất hóa chất; giấy chứng nhận huấn luyện kỹ thuật an toàn hóa chất; giấy phép sử dụng vật liệu nổ công nghiệp; thẻ kiểm tra viên điện lực
        A: quy hoạch phát triển điện lực; biện pháp phòng ngừa sự cố hóa chất; thiết kế mỏ khoáng sản; báo cáo kinh tế kỹ thuật cụm công nghiệp; phương án bảo vệ đập thủy điện
        D: sử dụng vật liệu nổ công nghiệp; danh mục dự án công nghiệp hỗ trợ
        @ S07 | Thương mại quốc tế | P | e
        ! Cấp giấy phép thành lập văn phòng đại diện của thương nhân nước ngoài | 7w | 3000000
        P: giấy phép lập cơ sở bán lẻ; giấy phép kinh doanh cho tổ chức có vốn đầu tư nước ngoài; giấy chứng nhận xuất xứ hàng hóa
        B: hồ sơ chấm dứt hoạt động văn phòng đại diện
        @ S10 | Hoạt động xây dựng | PD | m
        ! Cấp giấy phép xây dựng | 15w | 100000
        ! Cấp chứng chỉ hành nghề hoạt động xây dựng hạng II, hạng III | 20d | 300000
        P: giấy phép xây dựng nhà ở riêng lẻ; giấy phép di dời công trình; giấy phép xây dựng có thời hạn; chứng chỉ năng lực hoạt động xây dựng hạng II, III; giấy phép hoạt động xây dựng cho nhà thầu nước ngoài
        A: dự án đầu tư xây dựng; thiết kế cơ sở; thiết kế bản vẽ thi công; dự toán xây dựng; kết quả kiểm tra nghiệm thu công trình; báo cáo kinh tế kỹ thuật đầu tư xây dựng
        D: công bố hợp quy vật liệu xây dựng; thông tin phòng thí nghiệm chuyên ngành xây dựng
        @ S10 | Quy hoạch, nhà ở và hạ tầng kỹ thuật | PD | m
        ! Cấp chứng chỉ hành nghề môi giới bất động sản | 10d | 200000
        P: giấy phép quy hoạch; chứng chỉ quy hoạch; giấy phép chặt hạ, dịch chuyển cây xanh; giấy xác nhận đấu nối thoát nước
        A: nhiệm vụ quy hoạch chi tiết; đồ án quy hoạch chi tiết xây dựng; đồ án quy hoạch nông thôn; nhà ở hình thành trong tương lai đủ điều kiện bán; dự án phát triển khu đô thị mới; giá bán, giá cho thuê nhà ở xã hội; hồ sơ bán nhà ở cũ thuộc sở hữu nhà nước
        R: hạng nhà chung cư; chủ đầu tư dự án nhà ở
        @ S16 | Giáo dục và đào tạo | PD | m
        ! Chỉnh sửa nội dung văn bằng, chứng chỉ | 5w | -
        ! Cấp bản sao văn bằng, chứng chỉ từ sổ gốc | 1w | -
        ! Chuyển trường đối với học sinh trung học | 1w | -
        O: trường trung học phổ thông; trường phổ thông dân lập; trung tâm ngoại ngữ, tin học; trung tâm kỹ năng sống; trung tâm hỗ trợ giáo dục hòa nhập; trường mầm non tư thục; trường tiểu học; trung tâm học tập cộng đồng; nhóm trẻ độc lập; trường trung học cơ sở
        R: trường đạt chuẩn quốc gia; phổ cập giáo dục, xóa mù chữ; văn bằng do cơ sở nước ngoài cấp; trường đạt kiểm định chất lượng giáo dục
        P: giấy phép dạy thêm, học thêm; giấy phép hoạt động tư vấn du học; giấy phép tổ chức thi ngoại ngữ
        B: chế độ học bổng học sinh khuyết tật; hỗ trợ ăn trưa cho trẻ mẫu giáo; hỗ trợ chi phí học tập; miễn, giảm học phí
        @ S08 | Trồng trọt và bảo vệ thực vật | P | e
        ! Cấp giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật | 14w | 500000
        ! Cấp giấy chứng nhận đủ điều kiện buôn bán phân bón | 13w | 500000
        P: giấy phép vận chuyển thuốc bảo vệ thực vật; giấy chứng nhận kiểm dịch thực vật; giấy xác nhận nội dung quảng cáo phân bón; thẻ hành nghề xử lý vật thể kiểm dịch
        R: cây đầu dòng; vườn cây đầu dòng; vùng sản xuất nông nghiệp ứng dụng công nghệ cao
        D: cơ sở sản xuất giống cây trồng; chuyển đổi cơ cấu cây trồng trên đất lúa
        @ S08 | Chăn nuôi, thú y và thủy sản | PC | m
        ! Cấp giấy chứng nhận kiểm dịch động vật vận chuyển ra khỏi địa bàn cấp tỉnh | 3w | 40000
        ! Cấp giấy phép khai thác thủy sản | 6w | 40000
        P: chứng chỉ hành nghề thú y; giấy chứng nhận đủ điều kiện buôn bán thuốc thú y; giấy chứng nhận cơ sở an toàn dịch bệnh; giấy chứng nhận điều kiện vệ sinh thú y; giấy chứng nhận đăng ký tàu cá; giấy chứng nhận an toàn kỹ thuật tàu cá; văn bản chấp thuận đóng mới tàu cá; giấy xác nhận nguyên liệu thủy sản khai thác; giấy phép nuôi trồng thủy sản trên biển
        D: tàu cá; nuôi trồng thủy sản lồng bè; thuyền viên và danh bạ thuyền viên tàu cá; chăn nuôi
        B: hỗ trợ khôi phục sản xuất sau dịch bệnh; hỗ trợ một lần sau đầu tư đóng tàu; hỗ trợ chi phí phối giống nhân tạo
        @ S08 | Thủy lợi, đê điều và phát triển nông thôn | PDC | m
        ! Cấp giấy phép cho các hoạt động trong phạm vi bảo vệ công trình thủy lợi | 15w | -
        P: giấy phép hoạt động liên quan đến đê điều; giấy phép xả nước thải vào công trình thủy lợi; giấy chứng nhận kinh tế trang trại; giấy phép trồng cây lâu năm trong công trình thủy lợi
        A: quy trình vận hành công trình thủy lợi; phương án ứng phó thiên tai; kế hoạch khuyến nông địa phương; phương án cắm mốc chỉ giới công trình; dự án liên kết sản xuất và tiêu thụ nông sản
        R: làng nghề; làng nghề truyền thống; xã đạt chuẩn nông thôn mới
        D: bố trí, ổn định dân cư; hoạt động du lịch trong vùng ngập mặn
        @ S08 | Lâm nghiệp và quản lý chất lượng nông sản | P | e
        ! Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm nông, lâm, thủy sản | 15w | 700000
        P: giấy chứng nhận nguồn gốc lô cây giống; mã số cơ sở nuôi động vật hoang dã; giấy phép khai thác động vật rừng thông thường; giấy xác nhận kiến thức an toàn thực phẩm
        A: phương án quản lý rừng phòng hộ ven biển; hồ sơ thiết kế trồng rừng thay thế; phương án trồng rừng ngập mặn
        @ S14 | Văn hóa và gia đình | PDC | m
        ! Cấp giấy phép biểu diễn nghệ thuật, trình diễn thời trang | 5w | 1500000
        ! Tiếp nhận thông báo sản phẩm quảng cáo trên bảng quảng cáo, băng-rôn | 5w | -
        P: giấy phép kinh doanh karaoke; giấy phép kinh doanh vũ trường; giấy phép triển lãm mỹ thuật; giấy phép phổ biến phim; giấy phép nhập khẩu văn hóa phẩm; giấy phép khai quật khẩn cấp; giấy chứng nhận đăng ký cơ sở tư vấn bạo lực gia đình
        D: tổ chức lễ hội; thư viện tư nhân; di vật, cổ vật, bảo vật quốc gia; đoàn người thực hiện quảng cáo
        R: gia đình văn hóa; làng, tổ dân phố văn hóa; cơ quan đạt chuẩn văn hóa; câu lạc bộ nghệ thuật quần chúng
        A: dự án tu bổ, phục hồi di tích; hồ sơ xếp hạng di tích cấp tỉnh
        @ S14 | Thể dục thể thao và du lịch | PD | e
        ! Cấp thẻ hướng dẫn viên du lịch nội địa | 15d | 650000
        P: giấy phép kinh doanh dịch vụ lữ hành nội địa; thẻ hướng dẫn viên du lịch tại điểm; giấy chứng nhận đủ điều kiện kinh doanh hoạt động thể thao; biển hiệu cơ sở dịch vụ đạt tiêu chuẩn phục vụ khách du lịch
        R: hạng cơ sở lưu trú du lịch; điểm du lịch; khu du lịch cấp tỉnh; câu lạc bộ thể thao cơ sở
        D: tổ chức giải thể thao quần chúng; tổ chức giải thi đấu vô địch từng môn
        @ S12 | Báo chí, xuất bản và viễn thông | PD | e
        ! Cấp giấy phép xuất bản tài liệu không kinh doanh | 15w | -
        ! Cấp giấy phép xuất bản bản tin | 10w | -
        P: giấy phép hoạt động in; giấy phép in gia công cho nước ngoài; giấy phép nhập khẩu xuất bản phẩm không kinh doanh; giấy phép trang thông tin điện tử tổng hợp; giấy phép bưu chính; giấy chứng nhận đủ điều kiện điểm cung cấp trò chơi điện tử công cộng; thẻ nhà báo cho phóng viên thường trú
        D: hoạt động phát hành xuất bản phẩm; sử dụng máy photocopy màu; thu tín hiệu truyền hình nước ngoài từ vệ tinh; hoạt động cơ sở in
        A: nội dung họp báo; phát hành thông cáo báo chí; văn phòng đại diện cơ quan báo chí
        @ S03 | Tổ chức, hội và quỹ | PD | m
        ! Công nhận ban vận động thành lập hội | 30d | -
        O: hội có phạm vi hoạt động trong địa bàn; quỹ xã hội, quỹ từ thiện; đơn vị sự nghiệp công lập; tổ chức hành chính; tổ chức phi chính phủ
        A: điều lệ hội; điều lệ quỹ; vị trí việc làm; kế hoạch biên chế; đề án phân loại đơn vị hành chính
        R: quỹ đủ điều kiện hoạt động; thành viên hội đồng quản lý quỹ
        D: thay đổi giấy phép thành lập quỹ; tổ chức đại hội của hội
        @ S03 | Tôn giáo, thi đua và công chức | PDC | m
        ! Tặng thưởng bằng khen của Chủ tịch Ủy ban nhân dân | 25w | -
        D: hoạt động tín ngưỡng; sinh hoạt tôn giáo tập trung; mở lớp bồi dưỡng về tôn giáo; người được phong phẩm, bổ nhiệm; chương trình hoạt động tôn giáo hằng năm
        A: hội nghị thường niên của tổ chức tôn giáo; cuộc lễ ngoài cơ sở tôn giáo; quyên góp của tổ chức tôn giáo
        R: danh hiệu Tập thể lao động xuất sắc; danh hiệu Chiến sĩ thi đua; danh hiệu Lao động tiên tiến; tổ chức tôn giáo trực thuộc
        B: tuyển dụng công chức; tiếp nhận viên chức không qua thi; nâng ngạch công chức; tinh giản biên chế
        P: giấy phép sử dụng tài liệu lưu trữ; chứng chỉ hành nghề lưu trữ; bản sao tài liệu lưu trữ
        @ S06 | Tài chính và quản lý giá, công sản | PDC | e
        ! Cấp mã số đơn vị có quan hệ với ngân sách | 2w | -
        ! Kê khai giá hàng hóa, dịch vụ thuộc diện kê khai giá | 5w | -
        A: phương án giá; quyết toán dự án hoàn thành; phương án mua sắm tài sản công; phương án thanh lý tài sản công; phương án bán tài sản công; phương án xử lý tài sản bị hư hỏng; phương án điều chuyển tài sản công; phương án khai thác tài sản công; hỗ trợ di dời cơ sở sản xuất; xác lập quyền sở hữu toàn dân về tài sản
        P: giấy chứng nhận đủ điều kiện thẩm định giá
        D: giá dịch vụ vận tải; giá sữa và thực phẩm chức năng
        @ S15 | Khoa học, công nghệ và sở hữu trí tuệ | P | e
        ! Cấp giấy phép tiến hành công việc bức xạ sử dụng thiết bị X-quang chẩn đoán | 25w | 3000000
        ! Công bố sử dụng dấu định lượng | 5w | -
        P: chứng chỉ nhân viên bức xạ; giấy chứng nhận hoạt động khoa học và công nghệ; giấy chứng nhận doanh nghiệp khoa học và công nghệ; giấy phép vận chuyển hàng công nghiệp nguy hiểm; giấy chứng nhận đăng ký chuyển giao công nghệ; giấy chứng nhận tổ chức giám định sở hữu công nghiệp
        D: kết quả thực hiện nhiệm vụ khoa học; công bố hợp chuẩn; công bố hợp quy; kiểm tra chất lượng hàng hóa nhập khẩu; khai báo thiết bị X-quang
        A: công nghệ dự án đầu tư; kế hoạch ứng phó sự cố bức xạ; nhiệm vụ khoa học cấp tỉnh; kinh phí hỗ trợ đổi mới công nghệ; kết quả nhiệm vụ khoa học không dùng ngân sách
        R: kết quả nhiệm vụ khoa học; sáng kiến có phạm vi ảnh hưởng cấp tỉnh; tổ chức kiểm định phương tiện đo
        @ S02 | Khiếu nại, tố cáo và phòng, chống tham nhũng | PDC | c
        ! Tiếp công dân | 10w | -
        ! Xử lý đơn | 10w | -
        B: khiếu nại lần đầu; khiếu nại lần hai; tố cáo; yêu cầu giải trình; kê khai tài sản, thu nhập; xác minh tài sản, thu nhập
        @ S01 | Ngoại vụ và công tác văn phòng | P | m
        ! Cho phép tổ chức hội nghị, hội thảo quốc tế | 15w | -
        ! Cấp văn bản cho phép sử dụng thẻ đi lại của doanh nhân APEC | 15w | -
        P: hộ chiếu công vụ; văn bản cho phép đoàn ra; văn bản cho phép đoàn vào
        A: chương trình làm việc của phóng viên nước ngoài; văn bản hợp tác quốc tế; hồ sơ bảo hộ công dân
        """#
}

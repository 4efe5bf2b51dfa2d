extension Catalogue {
    /// Family names, the frequent ones repeated. Applicants are invented.
    static let familyNames = """
        Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Nguyễn;Trần;Trần;Trần;Trần;Trần;Trần;Phạm;Phạm;Phạm;Phạm
        Vũ;Vũ;Vũ;Lê;Lê;Lê;Hoàng;Hoàng;Đỗ;Đỗ;Bùi;Bùi;Ngô;Đặng;Đinh;Mai;Đoàn;Lương;Trịnh;Cao;Dương;Phan;Lại;Triệu
        """
    static let middleNames = "Văn;Văn;Văn;Thị;Thị;Thị;Thị;Đức;Minh;Ngọc;Thu;Hồng;Quang;Xuân;Thanh;Hữu;Công;Đình;Bá;Kim;Mai;Phương;Quốc;Việt"
    static let givenNames = """
        An;Anh;Ánh;Bình;Chi;Chính;Cường;Dung;Dũng;Duyên;Đạt;Điệp;Đông;Giang;Hà;Hải;Hạnh;Hằng;Hậu;Hiền;Hiếu;Hoa;Hòa;Hoan;Hùng;Huệ;Hưng;Hương
        Khánh;Lan;Lâm;Liên;Linh;Loan;Long;Luyến;Lý;Mạnh;Minh;My;Nam;Nga;Ngân;Nghĩa;Ngọc;Nhung;Oanh;Phong;Phúc;Phương;Quân;Quyên;Sơn;Tâm
        Tân;Thảo;Thắng;Thịnh;Thoa;Thu;Thủy;Thúy;Toàn;Trang;Trung;Tuấn;Tùng;Tuyết;Vân;Việt;Vinh;Xuân;Yến
        """
    /// What enterprises do, as their names say it.
    static let trades = """
        Cơ khí;Dệt may;May mặc;Xây dựng;Thương mại;Vận tải;Đồ gỗ;Vật liệu xây dựng;Thủy sản;Chế biến nông sản;Dược phẩm;In và bao bì;Điện máy;Du lịch
        Nhựa;Đúc kim loại;Giày da;Thiết bị y tế;Công nghệ;Tư vấn thiết kế;Xăng dầu;Nước sạch;Giống cây trồng;Đóng tàu;Thực phẩm;Nội thất
        """
    static let enterpriseNames = """
        Thành;Nam;Đại;Hưng;Phú;Minh;Tân;Việt;Hải;Sông;Hồng;Thiên;Trường;Bảo;An;Kim;Ngọc;Quang;Đông;Hoàng;Thái;Vạn;Nhật;Long;Gia;Phúc;Đức;Toàn;Xuân;Lộc
        Phát;Thịnh;Đạt;Lợi;Tiến;Khánh;Cường;Vinh;Hà;Sơn;Giang;Anh;Dương;Tâm;Linh;Hòa;Thắng;Tín;Nghĩa;Hùng
        """
}

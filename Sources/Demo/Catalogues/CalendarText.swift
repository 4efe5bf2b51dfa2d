extension Catalogue {
    /// `calendar.csv`: days off that are not weekends, and Saturdays worked to make up for one.
    ///
    /// A plain list, since no package knows every swap that is decided from year to year.
    /// From 2027 on the days are projections that no decision has confirmed; the source column says so.
    static let calendar = #"""
        date,kind,name,source
        2016-01-01,off,Tết Dương lịch,holidays 0.109
        2016-02-07,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2016-02-08,off,Tết Nguyên Đán,holidays 0.109
        2016-02-09,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2016-02-10,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2016-02-11,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2016-02-12,off,Mùng năm Tết Nguyên Đán,holidays 0.109
        2016-04-16,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2016-04-18,off,Ngày Giỗ Tổ Hùng Vương (nghỉ bù),holidays 0.109
        2016-04-30,off,Ngày Chiến thắng,holidays 0.109
        2016-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2016-05-02,off,Ngày Chiến thắng (nghỉ bù),holidays 0.109
        2016-05-03,off,Ngày Quốc tế Lao động (nghỉ bù),holidays 0.109
        2016-09-02,off,Quốc khánh,holidays 0.109
        2017-01-01,off,Tết Dương lịch,holidays 0.109
        2017-01-02,off,Tết Dương lịch (nghỉ bù),holidays 0.109
        2017-01-26,off,29 Tết,holidays 0.109
        2017-01-27,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2017-01-28,off,Tết Nguyên Đán,holidays 0.109
        2017-01-29,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2017-01-30,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2017-01-31,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2017-02-01,off,Mùng năm Tết Nguyên Đán,holidays 0.109
        2017-04-06,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2017-04-30,off,Ngày Chiến thắng,holidays 0.109
        2017-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2017-05-02,off,Ngày Chiến thắng (nghỉ bù),holidays 0.109
        2017-09-02,off,Quốc khánh,holidays 0.109
        2017-09-04,off,Quốc khánh (nghỉ bù),holidays 0.109
        2018-01-01,off,Tết Dương lịch,holidays 0.109
        2018-02-14,off,29 Tết,holidays 0.109
        2018-02-15,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2018-02-16,off,Tết Nguyên Đán,holidays 0.109
        2018-02-17,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2018-02-18,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2018-02-19,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2018-02-20,off,Mùng năm Tết Nguyên Đán,holidays 0.109
        2018-04-25,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2018-04-30,off,Ngày Chiến thắng,holidays 0.109
        2018-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2018-09-02,off,Quốc khánh,holidays 0.109
        2018-09-03,off,Quốc khánh (nghỉ bù),holidays 0.109
        2018-12-31,off,Ngày nghỉ (thay cho ngày 05/01/2019),holidays 0.109
        2019-01-01,off,Tết Dương lịch,holidays 0.109
        2019-01-05,working,Làm bù thứ Bảy,holidays 0.109
        2019-02-04,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2019-02-05,off,Tết Nguyên Đán,holidays 0.109
        2019-02-06,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2019-02-07,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2019-02-08,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2019-04-14,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2019-04-15,off,Ngày Giỗ Tổ Hùng Vương (nghỉ bù),holidays 0.109
        2019-04-29,off,Ngày nghỉ (thay cho ngày 04/05/2019),holidays 0.109
        2019-04-30,off,Ngày Chiến thắng,holidays 0.109
        2019-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2019-05-04,working,Làm bù thứ Bảy,holidays 0.109
        2019-09-02,off,Quốc khánh,holidays 0.109
        2020-01-01,off,Tết Dương lịch,holidays 0.109
        2020-01-23,off,29 Tết,holidays 0.109
        2020-01-24,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2020-01-25,off,Tết Nguyên Đán,holidays 0.109
        2020-01-26,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2020-01-27,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2020-01-28,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2020-01-29,off,Mùng năm Tết Nguyên Đán,holidays 0.109
        2020-04-02,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2020-04-30,off,Ngày Chiến thắng,holidays 0.109
        2020-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2020-09-02,off,Quốc khánh,holidays 0.109
        2021-01-01,off,Tết Dương lịch,holidays 0.109
        2021-02-10,off,29 Tết,holidays 0.109
        2021-02-11,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2021-02-12,off,Tết Nguyên Đán,holidays 0.109
        2021-02-13,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2021-02-14,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2021-02-15,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2021-02-16,off,Mùng năm Tết Nguyên Đán,holidays 0.109
        2021-04-21,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2021-04-30,off,Ngày Chiến thắng,holidays 0.109
        2021-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2021-05-03,off,Ngày Quốc tế Lao động (nghỉ bù),holidays 0.109
        2021-09-02,off,Quốc khánh,holidays 0.109
        2021-09-03,off,Quốc khánh,holidays 0.109
        2022-01-01,off,Tết Dương lịch,holidays 0.109
        2022-01-03,off,Tết Dương lịch (nghỉ bù),holidays 0.109
        2022-01-31,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2022-02-01,off,Tết Nguyên Đán,holidays 0.109
        2022-02-02,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2022-02-03,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2022-02-04,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2022-04-10,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2022-04-11,off,Ngày Giỗ Tổ Hùng Vương (nghỉ bù),holidays 0.109
        2022-04-30,off,Ngày Chiến thắng,holidays 0.109
        2022-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2022-05-02,off,Ngày Chiến thắng (nghỉ bù),holidays 0.109
        2022-05-03,off,Ngày Quốc tế Lao động (nghỉ bù),holidays 0.109
        2022-09-01,off,Quốc khánh,holidays 0.109
        2022-09-02,off,Quốc khánh,holidays 0.109
        2023-01-01,off,Tết Dương lịch,holidays 0.109
        2023-01-02,off,Tết Dương lịch (nghỉ bù),holidays 0.109
        2023-01-20,off,29 Tết,holidays 0.109
        2023-01-21,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2023-01-22,off,Tết Nguyên Đán,holidays 0.109
        2023-01-23,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2023-01-24,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2023-01-25,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2023-01-26,off,Mùng năm Tết Nguyên Đán,holidays 0.109
        2023-04-29,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2023-04-30,off,Ngày Chiến thắng,holidays 0.109
        2023-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2023-05-02,off,Ngày Giỗ Tổ Hùng Vương (nghỉ bù),holidays 0.109
        2023-05-03,off,Ngày Chiến thắng (nghỉ bù),holidays 0.109
        2023-09-01,off,Quốc khánh,holidays 0.109
        2023-09-02,off,Quốc khánh,holidays 0.109
        2023-09-04,off,Quốc khánh (nghỉ bù),holidays 0.109
        2024-01-01,off,Tết Dương lịch,holidays 0.109
        2024-02-08,off,29 Tết,holidays 0.109
        2024-02-09,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2024-02-10,off,Tết Nguyên Đán,holidays 0.109
        2024-02-11,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2024-02-12,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2024-02-13,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2024-02-14,off,Mùng năm Tết Nguyên Đán,holidays 0.109
        2024-04-18,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2024-04-29,off,Ngày nghỉ (thay cho ngày 04/05/2024),holidays 0.109
        2024-04-30,off,Ngày Chiến thắng,holidays 0.109
        2024-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2024-05-04,working,Làm bù thứ Bảy,holidays 0.109
        2024-09-02,off,Quốc khánh,holidays 0.109
        2024-09-03,off,Quốc khánh,holidays 0.109
        2025-01-01,off,Tết Dương lịch,holidays 0.109
        2025-01-27,off,29 Tết,holidays 0.109
        2025-01-28,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2025-01-29,off,Tết Nguyên Đán,holidays 0.109
        2025-01-30,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2025-01-31,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2025-02-01,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2025-04-07,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2025-04-26,working,Làm bù thứ Bảy,holidays 0.109
        2025-04-30,off,Ngày Chiến thắng,holidays 0.109
        2025-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2025-05-02,off,Ngày nghỉ (thay cho ngày 26/04/2025),holidays 0.109
        2025-09-01,off,Quốc khánh,holidays 0.109
        2025-09-02,off,Quốc khánh,holidays 0.109
        2026-01-01,off,Tết Dương lịch,holidays 0.109
        2026-01-02,off,Ngày nghỉ (thay cho ngày 10/01/2026),24h.com.vn 26/12/2025
        2026-01-10,working,Làm bù thứ Bảy,24h.com.vn 26/12/2025
        2026-02-16,off,Giao thừa Tết Nguyên Đán,holidays 0.109
        2026-02-17,off,Tết Nguyên Đán,holidays 0.109
        2026-02-18,off,Mùng hai Tết Nguyên Đán,holidays 0.109
        2026-02-19,off,Mùng ba Tết Nguyên Đán,holidays 0.109
        2026-02-20,off,Mùng bốn Tết Nguyên Đán,holidays 0.109
        2026-04-26,off,Ngày Giỗ Tổ Hùng Vương,holidays 0.109
        2026-04-27,off,Ngày Giỗ Tổ Hùng Vương (nghỉ bù),holidays 0.109
        2026-04-30,off,Ngày Chiến thắng,holidays 0.109
        2026-05-01,off,Ngày Quốc tế Lao động,holidays 0.109
        2026-08-22,working,Làm bù thứ Bảy,holidays 0.109
        2026-08-31,off,Ngày nghỉ (thay cho ngày 22/08/2026),holidays 0.109
        2026-09-01,off,Quốc khánh,holidays 0.109
        2026-09-02,off,Quốc khánh,holidays 0.109
        2026-11-24,off,Ngày Văn hóa Việt Nam,holidays 0.109
        2027-01-01,off,Tết Dương lịch,projection: holidays 0.109
        2027-02-04,off,29 Tết,projection: holidays 0.109
        2027-02-05,off,Giao thừa Tết Nguyên Đán,projection: holidays 0.109
        2027-02-06,off,Tết Nguyên Đán,projection: holidays 0.109
        2027-02-07,off,Mùng hai Tết Nguyên Đán,projection: holidays 0.109
        2027-02-08,off,Mùng ba Tết Nguyên Đán,projection: holidays 0.109
        2027-02-09,off,Mùng bốn Tết Nguyên Đán,projection: holidays 0.109
        2027-02-10,off,Mùng năm Tết Nguyên Đán,projection: holidays 0.109
        2027-04-16,off,Ngày Giỗ Tổ Hùng Vương,projection: holidays 0.109
        2027-04-30,off,Ngày Chiến thắng,projection: holidays 0.109
        2027-05-01,off,Ngày Quốc tế Lao động,projection: holidays 0.109
        2027-05-03,off,Ngày Quốc tế Lao động (nghỉ bù),projection: holidays 0.109
        2027-09-02,off,Quốc khánh,projection: holidays 0.109
        2027-09-03,off,Quốc khánh,projection: holidays 0.109
        2027-11-24,off,Ngày Văn hóa Việt Nam,projection: holidays 0.109
        2028-01-01,off,Tết Dương lịch,projection: holidays 0.109
        2028-01-03,off,Tết Dương lịch (nghỉ bù),projection: holidays 0.109
        2028-01-24,off,29 Tết,projection: holidays 0.109
        2028-01-25,off,Giao thừa Tết Nguyên Đán,projection: holidays 0.109
        2028-01-26,off,Tết Nguyên Đán,projection: holidays 0.109
        2028-01-27,off,Mùng hai Tết Nguyên Đán,projection: holidays 0.109
        2028-01-28,off,Mùng ba Tết Nguyên Đán,projection: holidays 0.109
        2028-01-29,off,Mùng bốn Tết Nguyên Đán,projection: holidays 0.109
        2028-04-04,off,Ngày Giỗ Tổ Hùng Vương,projection: holidays 0.109
        2028-04-30,off,Ngày Chiến thắng,projection: holidays 0.109
        2028-05-01,off,Ngày Quốc tế Lao động,projection: holidays 0.109
        2028-05-02,off,Ngày Chiến thắng (nghỉ bù),projection: holidays 0.109
        2028-09-01,off,Quốc khánh,projection: holidays 0.109
        2028-09-02,off,Quốc khánh,projection: holidays 0.109
        2028-09-04,off,Quốc khánh (nghỉ bù),projection: holidays 0.109
        2028-11-24,off,Ngày Văn hóa Việt Nam,projection: holidays 0.109
        2029-01-01,off,Tết Dương lịch,projection: holidays 0.109
        2029-02-12,off,Giao thừa Tết Nguyên Đán,projection: holidays 0.109
        2029-02-13,off,Tết Nguyên Đán,projection: holidays 0.109
        2029-02-14,off,Mùng hai Tết Nguyên Đán,projection: holidays 0.109
        2029-02-15,off,Mùng ba Tết Nguyên Đán,projection: holidays 0.109
        2029-02-16,off,Mùng bốn Tết Nguyên Đán,projection: holidays 0.109
        2029-04-23,off,Ngày Giỗ Tổ Hùng Vương,projection: holidays 0.109
        2029-04-30,off,Ngày Chiến thắng,projection: holidays 0.109
        2029-05-01,off,Ngày Quốc tế Lao động,projection: holidays 0.109
        2029-09-02,off,Quốc khánh,projection: holidays 0.109
        2029-09-03,off,Quốc khánh,projection: holidays 0.109
        2029-09-04,off,Quốc khánh (nghỉ bù),projection: holidays 0.109
        2029-11-24,off,Ngày Văn hóa Việt Nam,projection: holidays 0.109
        2029-11-26,off,Ngày Văn hóa Việt Nam (nghỉ bù),projection: holidays 0.109
        2030-01-01,off,Tết Dương lịch,projection: holidays 0.109
        2030-01-31,off,29 Tết,projection: holidays 0.109
        2030-02-01,off,Giao thừa Tết Nguyên Đán,projection: holidays 0.109
        2030-02-02,off,Tết Nguyên Đán,projection: holidays 0.109
        2030-02-03,off,Mùng hai Tết Nguyên Đán,projection: holidays 0.109
        2030-02-04,off,Mùng ba Tết Nguyên Đán,projection: holidays 0.109
        2030-02-05,off,Mùng bốn Tết Nguyên Đán,projection: holidays 0.109
        2030-02-06,off,Mùng năm Tết Nguyên Đán,projection: holidays 0.109
        2030-04-12,off,Ngày Giỗ Tổ Hùng Vương,projection: holidays 0.109
        2030-04-30,off,Ngày Chiến thắng,projection: holidays 0.109
        2030-05-01,off,Ngày Quốc tế Lao động,projection: holidays 0.109
        2030-09-02,off,Quốc khánh,projection: holidays 0.109
        2030-09-03,off,Quốc khánh,projection: holidays 0.109
        2030-11-24,off,Ngày Văn hóa Việt Nam,projection: holidays 0.109
        2030-11-25,off,Ngày Văn hóa Việt Nam (nghỉ bù),projection: holidays 0.109

        """#
}

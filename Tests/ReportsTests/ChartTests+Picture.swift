extension ChartTests {
    static let smallPicture = """
        """
}

package enum Collation { package static func sortKey(_ text: String) -> [UInt8] { Array(text.utf8) } }

import Glibc

/// What the system said, in a few words.
package enum SystemError {
    /// The usual refusals in plain words, any other as the C library words it.
    package static func text(_ number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file"
        case EACCES, EPERM, EROFS: "you have no permission"
        case EISDIR: "it is a folder"
        case ENOTDIR: "part of its path is not a folder"
        case ENOSPC, EDQUOT: "no space is left"
        default: String(cString: strerror(number))
        }
    }
}

/// What this program calls itself in logs and appendices; `motcua --version` prints it.
package enum Version {
    package static let current = "0.1.0"
}

"""Times keys at the shell, from writing a key to the pseudo-terminal: until the shell draws, which is the key itself and what is known of it within the
shell's patience, and until it has been silent for a while, when what was worked out in the background has been drawn too; the silence does not count."""
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time

SILENCE = 0.03
REPEATS = 3


class Shell:
    def __init__(self, program, path, home):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": home, "PATH": os.environ["PATH"]}
            os.execve(program, [program, path], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.seen = b""
        self.until_ready()

    def key(self, data):
        """Milliseconds until the first and the last byte that the shell draws."""
        start = time.perf_counter()
        drawn = []
        os.write(self.fd, data)
        while select.select([self.fd], [], [], SILENCE)[0]:
            self.seen += os.read(self.fd, 65536)
            drawn.append((time.perf_counter() - start) * 1000)
        return (drawn[0], drawn[-1]) if drawn else (0, 0)

    def until_ready(self):
        """Until the prompt has come and nothing more does."""
        self.seen = b""
        while b"\x1b[?2004h" not in self.seen:
            self.seen += os.read(self.fd, 65536)
        while select.select([self.fd], [], [], 0.3)[0]:
            self.seen += os.read(self.fd, 65536)

    def run(self, text):
        for letter in text:
            self.key(letter.encode())
        os.write(self.fd, b"\r")
        self.until_ready()

    def close(self):
        os.write(self.fd, b"\x03\x04")
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def wide(folder):
    names = [f"c{number}" for number in range(10_000)]
    with open(f"{folder}/model.mc", "w") as model:
        model.write('edition 1\ntable wide file "wide.csv" {\n' + "".join(f"  {name}: int\n" for name in names) + "}\n")
    with open(f"{folder}/wide.csv", "w") as table:
        table.write(",".join(names) + "\n" + ",".join("1" for _ in names) + "\n")


def long(folder):
    with open(f"{folder}/model.mc", "w") as model:
        model.write('edition 1\ntable long file "long.csv" {\n  name: text\n  n: int\n}\n')
    with open(f"{folder}/long.csv", "w") as table:
        table.write("name,n\n" + "".join(f"tên số {number},{number}\n" for number in range(1_000_000)))


def measure(program, name, path, typed, first=None):
    times = []
    with tempfile.TemporaryDirectory() as home:
        shell = Shell(program, path, home)
        if first:
            shell.run(first)
        for _ in range(REPEATS):
            times += [shell.key(letter.encode()) for letter in typed]
            times += [shell.key(b"\x7f") for _ in range(10)]
            times += [shell.key(b"\x1b[D") for _ in range(10)]
            shell.key(b"\x03")
        shell.close()
    for what, measured in (("key drawn", [first for first, _ in times]), ("all drawn", [last for _, last in times])):
        measured.sort()
        print(f"{name:<28} {what:<10} {len(measured):>5} keys   median {measured[len(measured) // 2]:6.2f} ms   99 % {measured[int(len(measured) * 0.99)]:6.2f} ms", flush=True)


def main():
    program = os.path.abspath(sys.argv[1])
    question = 'from dossiers | where channel == "online" and unit.name == "Ý Yên" | summarize on_time_rate by quarter(finished)'
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "demo", folder, "--quiet"], check=True)
        measure(program, "province", folder, question)
    with tempfile.TemporaryDirectory() as folder:
        wide(folder)
        measure(program, "10,000 columns", folder, "from wide | where c17 > 3 and c9999 == c9998 | summarize sum(c5000) by c42")
    with tempfile.TemporaryDirectory() as folder:
        long(folder)
        measure(program, "1,000,000 different texts", folder, 'from long | where name == "tên số 77" | summarize n = count() by name', first="from long | summarize count() by name | take 1")


main()
